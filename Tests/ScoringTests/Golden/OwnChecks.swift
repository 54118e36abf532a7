import GoldenSupport
import Scoring
import TouchstoneJSON

/// Checks of the rows that were computed for this project: measures that the other golden files lack.
let ownChecks: [String: GoldenCheck] = [
    "textstat_familiar": .compare { row in
        guard let familiarWords else { throw GoldenSkip("the list of familiar words is not on this machine") }
        let counts = ReadabilityCounts(try row.text("text"), syllables: try dictionaries(), familiar: familiarWords)
        return [
            "dale_chall": .number(counts.daleChall), "dale_chall_v2": .number(counts.daleChallByLongWords),
            "spache": .number(counts.spache),
            "text_standard": .number(counts.consensusGrade),
        ]
    },
    "textstat_letters": .compare { row in
        let text = try row.text("text")
        let counts = ReadabilityCounts(text, syllables: SyllableCounter())
        return [
            "gutierrez_polini": .number(counts.gutierrezPolini), "gulpease_index": .number(counts.gulpease), "osman": .number(osman(text)),
        ]
    },
    "textstat_language": .compare(languageValues),
    "trec_other": .compare(trecValues),
    "nltk_bleu": .compare { row in
        let (hypothesis, references) = (try row.text("hypothesis"), try row.texts("references"))
        return [
            "bleu_1": .number(wordBleu(hypothesis: hypothesis, references: references, order: 1)),
            "bleu_4": .number(wordBleu(hypothesis: hypothesis, references: references, order: 4)),
        ]
    },
]

private let familiarWords = DataFolders.bytes(of: .familiarWords).map(FamiliarWords.init(list:))
private let counters = ReadabilityLanguage.allCases.reduce(into: [ReadabilityLanguage: SyllableCounter]()) { counters, language in
    counters[language] = DataFolders.all.lazy.compactMap { $0.syllables(of: language) }.first
}

private func languageValues(_ row: GoldenRow) throws -> JSONValue {
    guard let language = ReadabilityLanguage(rawValue: try row.text("language")), let counter = counters[language] else {
        throw GoldenSkip("the hyphenation patterns of \(try row.text("language")) are not on this machine")
    }
    let counts = ReadabilityCounts(try row.text("text"), syllables: counter)
    var values: JSONObject = [
        "flesch_reading_ease": .number(counts.readingEase(in: language)), "fernandez_huerta": .number(counts.fernandezHuerta),
        "szigriszt_pazos": .number(counts.szigrisztPazos), "crawford": .number(counts.crawford),
    ]
    for variant in 1...4 { values["wiener_sachtextformel_\(variant)"] = .number(counts.wienerSachtextformel(variant) ?? .nan) }
    return .object(values)
}

private func trecValues(_ row: GoldenRow) throws -> JSONValue {
    let run = row["run"]?.objectValue ?? JSONObject()
    var perQuery = JSONObject()
    var samples: [Sample] = []
    for query in row["qrels"]?.objectValue ?? JSONObject() {
        let sample = Sample(["retrieved": run[query.key] ?? .null, "relevant": query.value])
        samples.append(sample)
        guard let retrieved = sample[.retrieved] else { continue }
        let evaluation = TrecEvaluation(try RetrievedDocuments(retrieved), try RelevanceJudgements(query.value))
        var values = JSONObject()
        for name in row.expected["per_query"]?[query.key]?.objectValue?.map(\.key) ?? [] {
            guard let measure = TrecMeasure(trecName: name) else { throw GoldenError(description: "there is no measure \(name)") }
            values[name] = .number(evaluation[measure])
        }
        perQuery[query.key] = .object(values)
    }
    var aggregate = JSONObject()
    for name in ["gm_map", "gm_bpref"] {
        let metric = try ScorerCatalogue.standard.corpusMetric("trec_" + name)
        aggregate[name] = .number(try metric.values(of: samples.map(metric.row))[0])
    }
    return ["per_query": .object(perQuery), "aggregate": .object(aggregate)]
}
