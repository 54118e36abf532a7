import TouchstoneJSON

extension ScorerEntry {
    private static let textstat = "textstat 0.7.13"
    private static let blindGrade =
        "Meaning, coherence and layout; made for English prose of 100 words and more. Lists, code and other languages give numbers without sense."

    /// Scorers of readability.
    static let readability: [ScorerEntry] =
        [
            bySyllables(
                "flesch_kincaid_grade_level",
                "School grade for which the answer is readable: 0.39 words per sentence + 11.8 syllables per word - 15.59.",
                source: "MLflow 3.17.2 and textstat 0.7.13; Kincaid et al. 1975", \.fleschKincaidGrade),
            plain(
                "ari_grade_level",
                "Automated readability index, a school grade: 4.71 characters per word + 0.5 words per sentence - 21.43.",
                source: "MLflow 3.17.2 and textstat 0.7.13; Smith, Senter 1967", \.automatedReadabilityIndex),
            bySyllables(
                "flesch_reading_ease", "206.835 - 1.015 words per sentence - 84.6 syllables per word: about 0 (hardest) to 100 (easiest).",
                direction: .higher, source: textstat + "; Flesch 1948", \.fleschReadingEase),
            plain(
                "coleman_liau_index", "School grade from letters and sentences per hundred words.",
                source: textstat + "; Coleman, Liau 1975",
                \.colemanLiauIndex),
            bySyllables(
                "smog_index",
                "School grade from words of three and more syllables per sentence, without SMOG's minimum of thirty sentences.",
                range: .nonNegative, source: textstat + "; McLaughlin 1969", \.smogIndex),
            bySyllables(
                "gunning_fog", "School grade from words per sentence and the share of unfamiliar words of three and more syllables.",
                range: .nonNegative, source: textstat + "; Gunning 1952, familiar words by Dale and Chall 1948", \.gunningFog),
            bySyllables(
                "linsear_write", "School grade from the easy and hard words among the first hundred.", source: textstat, \.linsearWrite),
            plain(
                "lix", "Words per sentence plus the percentage of words of more than six letters.", range: .nonNegative,
                source: textstat + "; Björnsson 1968", \.lix),
            plain("rix", "Words of more than six letters per sentence.", range: .nonNegative, source: textstat + "; Anderson 1983", \.rix),
            plain(
                "mcalpine_eflaw", "Words plus words of up to three letters, per sentence: for readers of English as a foreign language.",
                range: .nonNegative, source: textstat + "; McAlpine 2006", \.mcalpineEFLAW),
            plain(
                "reading_time", "Seconds to read the answer, at 14.69 ms a character.", range: .nonNegative,
                source: textstat + "; Demberg, Keller 2008", \.readingTime),
            plain("words_per_sentence", "Words per sentence.", range: .nonNegative, source: textstat, \.wordsPerSentence),
            bySyllables("syllables_per_word", "Syllables per word.", range: .nonNegative, source: textstat, \.syllablesPerWord),
            byFamiliarWords(
                "dale_chall", "School grade from the share of words that Dale and Chall's list lacks.",
                source: textstat + "; Dale, Chall 1948",
                \.daleChall),
            byFamiliarWords(
                "dale_chall_v2", "As dale_chall, with hard words being unfamiliar ones of two and more syllables.",
                source: textstat + " dale_chall_readability_score_v2", \.daleChallByLongWords),
            byFamiliarWords(
                "spache", "School grade from the share of words of two and more syllables that Dale and Chall's list lacks.",
                source: textstat + "; Spache 1953", \.spache),
            byFamiliarWords(
                "text_standard", "The school grade that most of eight formulas come to.", range: .unbounded, source: textstat,
                \.consensusGrade),
        ] + otherLanguages

    private static func definition(
        _ name: String, _ summary: String, _ range: ScorerDefinition.Range, _ direction: ScorerDefinition.Direction, _ source: String,
        _ blindTo: String
    ) -> ScorerDefinition {
        ScorerDefinition(
            name: name, topic: "readability", summary: summary, range: range, direction: direction, requires: [.outputs], source: source,
            blindTo: blindTo)
    }

    /// A formula that needs no syllables.
    private static func plain(
        _ name: String, _ summary: String, range: ScorerDefinition.Range = .unbounded, source: String,
        _ value: @escaping @Sendable (ReadabilityCounts) -> Double
    ) -> ScorerEntry {
        let definition = definition(name, summary, range, .neutral, source, blindGrade)
        return ScorerEntry(definition, parameters: []) { _ in
            PreparedScorer<CountedAnswer>(
                definition, preparation: nil, prepare: { try CountedAnswer($0, SyllableCounter()) }, scores: { [Score(value($0.counts))] })
        }
    }

    /// A formula over syllables: by the dictionaries of the standard folder, or by what is there, which the rationale then says.
    private static func bySyllables(
        _ name: String, _ summary: String, range: ScorerDefinition.Range = .unbounded,
        direction: ScorerDefinition.Direction = .neutral, source: String, _ value: @escaping @Sendable (ReadabilityCounts) -> Double
    ) -> ScorerEntry {
        let definition = definition(
            name, summary, range, direction, source,
            blindGrade + " Without a pronouncing dictionary syllables are estimated, and the rationale says how.")
        return ScorerEntry(definition, parameters: [syllableParameter]) { arguments in
            let choice = arguments.text("syllables") ?? "available"
            let prepare: @Sendable (Sample) throws -> CountedAnswer = { try CountedAnswer($0, try syllableCounter(choice)) }
            let scores: @Sendable (CountedAnswer) -> [Score] = { [Score(value($0.counts), rationale: $0.remark)] }
            // With `dictionary` the preparation can fail, which is no matter of other scorers.
            if choice == "dictionary" { return FunctionScorer(definition) { scores(try prepare($0)) } }
            return PreparedScorer(definition, preparation: choice, prepare: prepare, scores: scores)
        }
    }

    private static let syllableParameter = ScorerParameter(
        "syllables", .choice(["available", "dictionary", "vowels"]), default: "available",
        "How syllables are counted: with what the data folder has, only with both dictionaries, or by groups of vowels.")

    private static func syllableCounter(_ choice: String) throws(ScoringError) -> SyllableCounter {
        if choice == "vowels" { return SyllableCounter() }
        let counter = StandardDictionaries.syllables
        guard choice == "available" || counter.isComplete else {
            throw .undefined(
                reason: "syllables: dictionary needs the files cmudict and hyph_en_US.dic in \(DictionaryFolder.standard.path) "
                    + "(docs/decisions/0002-dictionaries-and-vocabularies.md says where they come from); found: \(counter.source)")
        }
        return counter
    }

    /// A formula over a whole list of familiar words.
    private static func byFamiliarWords(
        _ name: String, _ summary: String, range: ScorerDefinition.Range = .nonNegative, source: String,
        _ value: @escaping @Sendable (ReadabilityCounts) -> Double
    ) -> ScorerEntry {
        let definition = definition(name, summary, range, .neutral, source, blindGrade + " Names and inflected forms count as hard.")
        return ScorerEntry(definition) { sample in
            guard let familiar = StandardDictionaries.familiarWords else {
                throw ScoringError.undefined(
                    reason: "\(name) needs the list of familiar words easy_words.txt in \(DictionaryFolder.standard.path) "
                        + "(docs/decisions/0002-dictionaries-and-vocabularies.md says where it comes from)")
            }
            return Score(value(ReadabilityCounts(try sample.answer(), syllables: StandardDictionaries.syllables, familiar: familiar)))
        }
    }
}

/// An answer whose words are counted, with what is to be said about how.
private struct CountedAnswer {
    let counts: ReadabilityCounts
    private let syllables: SyllableCounter

    init(_ sample: Sample, _ syllables: SyllableCounter) throws {
        counts = ReadabilityCounts(try sample.answer(), syllables: syllables)
        self.syllables = syllables
    }

    var remark: String? { syllables.isComplete ? nil : "syllables by " + syllables.source }
}
