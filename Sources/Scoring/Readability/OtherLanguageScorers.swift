import TouchstoneJSON

extension ScorerEntry {
    /// Scorers of readability in other languages than English.
    static let otherLanguages: [ScorerEntry] = [
        readingEaseIn,
        bySyllables(
            of: .spanish, "fernandez_huerta", "Reading ease of Spanish: 206.84 - 60 syllables per word - 1.02 words per sentence.",
            .higher, "Fernández Huerta 1959", \.fernandezHuerta),
        bySyllables(
            of: .spanish, "szigriszt_pazos", "Perspicuity of Spanish: 206.84 - 62.3 syllables per word - words per sentence.",
            .higher, "Szigriszt Pazos 1993", \.szigrisztPazos),
        bySyllables(of: .spanish, "crawford", "School years for which a Spanish text is readable.", .neutral, "Crawford 1985", \.crawford),
        plain(
            "gutierrez_polini", "Comprehensibility of Spanish: 95.2 - 9.7 letters per word - 0.35 words per sentence.", "Spanish",
            "Gutiérrez de Polini 1972"
        ) { ReadabilityCounts($0, syllables: SyllableCounter()).gutierrezPolini },
        plain(
            "gulpease_index", "Readability of Italian: 89 + 300 sentences per word - 10 characters per word.", "Italian",
            "Lucisano, Piemontese 1988"
        ) { ReadabilityCounts($0, syllables: SyllableCounter()).gulpease },
        plain(
            "osman", "Readability of Arabic from words per sentence, long words and estimated syllables.", "Arabic",
            "El-Haj, Rayson 2016", osman),
        wiener,
    ]

    private static func described(
        _ name: String, _ summary: String, _ language: String, _ direction: ScorerDefinition.Direction, _ source: String
    ) -> ScorerDefinition {
        ScorerDefinition(
            name: name, topic: "readability", summary: summary, range: .unbounded, direction: direction, requires: [.outputs],
            source: "textstat 0.7.13; \(source)",
            blindTo: "Meaning, coherence and layout; made for prose in \(language): a text in another language gets a number without sense."
        )
    }

    private static func plain(
        _ name: String, _ summary: String, _ language: String, _ source: String, _ value: @escaping @Sendable (String) -> Double
    ) -> ScorerEntry {
        ScorerEntry(described(name, summary, language, .higher, source)) { Score(value(try $0.answer())) }
    }

    private static func bySyllables(
        of language: ReadabilityLanguage, _ name: String, _ summary: String, _ direction: ScorerDefinition.Direction, _ source: String,
        _ value: @escaping @Sendable (ReadabilityCounts) -> Double
    ) -> ScorerEntry {
        let definition = described(name, summary, "Spanish", direction, source)
        return ScorerEntry(definition) { (_: ScorerArguments) in countingScorer(definition, language, value) }
    }

    /// A scorer that counts syllables by a language's patterns, which are read when the scorer is made.
    private static func countingScorer(
        _ definition: ScorerDefinition, _ language: ReadabilityLanguage, _ value: @escaping @Sendable (ReadabilityCounts) -> Double
    ) -> FunctionScorer {
        let syllables = DictionaryFolder.standard.syllables(of: language)
        return FunctionScorer(definition) { sample in
            let answer = try sample.answer()
            guard let syllables else {
                throw ScoringError.undefined(
                    reason:
                        "\(definition.name) needs the hyphenation patterns \(language.patternsFile) in \(DictionaryFolder.standard.path) "
                        + "(docs/decisions/0002-dictionaries-and-vocabularies.md says where they come from)")
            }
            return Score(value(ReadabilityCounts(answer, syllables: syllables)))
        }
    }

    private static let readingEaseIn: ScorerEntry = {
        let definition = described(
            "reading_ease_in", "Flesch's reading ease with the constants made for a language: about 0 (hardest) to 100 (easiest).",
            "the language it is told", .higher, "Amstad 1978 (de), Fernández Huerta 1959 (es), Vacca 1972 (it), Douma 1960 (nl)")
        let language = ScorerParameter(
            "language", .choice(ReadabilityLanguage.allCases.map(\.rawValue)), required: true, "The language of the answers.")
        return ScorerEntry(definition, parameters: [language]) { arguments in
            let language = arguments.text("language").flatMap(ReadabilityLanguage.init) ?? .german
            return countingScorer(definition, language) { $0.readingEase(in: language) }
        }
    }()

    private static let wiener: ScorerEntry = {
        let definition = described(
            "wiener_sachtextformel", "School grade for which a German text is readable, by one of the four Viennese formulas.", "German",
            .neutral, "Bamberger, Vanecek 1984")
        let variant = ScorerParameter("variant", .choice(["1", "2", "3", "4"]), default: "1", "Which of the four formulas.")
        return ScorerEntry(definition, parameters: [variant]) { arguments in
            let variant = arguments.text("variant").flatMap(Int.init) ?? 1
            return countingScorer(definition, .german) { $0.wienerSachtextformel(variant) ?? 0 }
        }
    }()
}
