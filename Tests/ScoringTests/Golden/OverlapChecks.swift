import GoldenSupport
import Scoring
import TouchstoneJSON

/// ROUGE with its tokens and stems, BLEU with its tokens, chrF, TER.
let overlapChecks: [String: GoldenCheck] = [
    "rouge": .compare { row in
        let rouge = Rouge(
            prediction: try row.text("prediction"), references: [try row.text("reference")], stemming: flag(row, "use_stemmer"))
        return json(rouge)
    },
    "rouge_multi_ref": .compare { row in
        json(
            Rouge(
                prediction: try row.text("prediction"), references: try row.texts("references"), stemming: flag(row, "use_stemmer")))
    },
    "rouge_n_high": .compare { row in
        let rouge = Rouge(
            prediction: try row.text("prediction"), references: [try row.text("reference")], stemming: flag(row, "use_stemmer"))
        return .object(JSONObject((1...9).map { ("rouge\($0)", json(rouge.nGrams($0))) }))
    },
    "rouge_tokenize": .compare { row in .array(rougeTokens(try row.text("text")).map(JSONValue.string)) },
    "rouge_tokenize_stem": .compare { row in .array(rougeTokens(try row.text("text"), stemming: true).map(JSONValue.string)) },
    "porter_stem_nltk_extensions": .compare { row in .string(PorterStemmer.stem(try row.text("word"))) },
    "sacrebleu_sentence": .compare { row in try sacrebleu(row) },
    "sacrebleu_sentence_opts": .compare { row in try sacrebleu(row) },
    "sacrebleu_corpus": .compare { row in
        let bleu = bleu(row)
        let counts = zip(try row.texts("predictions"), try rowsOfReferences(row))
            .reduce(BleuCounts.zero(orders: bleu.orders)) { $0 + bleu.counts(hypothesis: $1.0, references: $1.1) }
        return json(counts, smoothing(row), usesEffectiveOrder: flag(row, "effective_order"))
    },
    "hf_bleu": .compare { row in try evaluateBleu(row) },
    "hf_bleu_corpus": .compare { row in try evaluateBleu(row) },
    "tokenize_13a": .compare { row in .array(BleuTokenizer.mteval13a.tokens(try row.text("text")).map(JSONValue.string)) },
    "tokenize_intl": .compare { row in .array(BleuTokenizer.international.tokens(try row.text("text")).map(JSONValue.string)) },
    "tokenize_zh": .compare { row in .array(BleuTokenizer.chinese.tokens(try row.text("text")).map(JSONValue.string)) },
    "tokenize_char": .compare { row in .array(BleuTokenizer.characters.tokens(try row.text("text")).map(JSONValue.string)) },
    "chrf": .compare { row in
        JSONValue(chrF(row).score(hypothesis: try row.text("prediction"), references: try row.texts("references")))
    },
    "chrf_opts": .compare { row in
        JSONValue(chrF(row).score(hypothesis: try row.text("prediction"), references: try row.texts("references")))
    },
    "chrf_corpus": .compare { row in
        let chrF = chrF(row)
        let counts = zip(try row.texts("predictions"), try rowsOfReferences(row))
            .map { chrF.counts(hypothesis: $0, references: $1) }
        return JSONValue(chrF.score(counts.reduce(.zero(orders: chrF.characterOrders + chrF.wordOrders), +)))
    },
    "ter": .compare { row in
        let rate = TranslationEditRate(
            isCaseSensitive: flag(row, "case_sensitive"), normalizes: flag(row, "normalized"),
            removesPunctuation: flag(row, "no_punct"), supportsAsian: flag(row, "asian_support"))
        let counts = rate.counts(hypothesis: try row.text("prediction"), references: try row.texts("references"))
        return [
            "score": JSONValue(counts.score), "num_edits": JSONValue(counts.edits), "ref_length": JSONValue(counts.referenceLength),
        ]
    },
]

private func parameter(_ row: GoldenRow, _ name: String) -> JSONValue? { row["params"]?[name] }
private func flag(_ row: GoldenRow, _ name: String) -> Bool { parameter(row, name)?.boolValue ?? false }

private func json(_ score: RougeScore) -> JSONValue {
    ["precision": JSONValue(score.precision), "recall": JSONValue(score.recall), "fmeasure": JSONValue(score.fmeasure)]
}

private func json(_ rouge: Rouge) -> JSONValue {
    let scores = rouge.standard
    guard scores.rouge2 == rouge.nGrams(2), scores.rougeL == rouge.longestSubsequence, scores.rougeLsum == rouge.summarySubsequence
    else { return "computed together and apart the scores differ" }
    return [
        "rouge1": json(scores.rouge1), "rouge2": json(scores.rouge2), "rougeL": json(scores.rougeL), "rougeLsum": json(scores.rougeLsum),
    ]
}

private func bleu(_ row: GoldenRow) -> Bleu {
    Bleu(
        tokenizer: parameter(row, "tokenize")?.stringValue.flatMap(BleuTokenizer.init(rawValue:)) ?? .mteval13a,
        lowercases: flag(row, "lowercase"), orders: parameter(row, "max_ngram_order")?.intValue ?? 4)
}

private func smoothing(_ row: GoldenRow) -> BleuSmoothing {
    let value = parameter(row, "smooth_value")?.doubleValue
    return switch parameter(row, "smooth_method")?.stringValue {
    case "floor": .floor(value ?? 0.1)
    case "add-k": .addK(value ?? 1)
    case "none": .none
    default: .exponential
    }
}

private func sacrebleu(_ row: GoldenRow) throws -> JSONValue {
    let counts = bleu(row).counts(hypothesis: try row.text("prediction"), references: try row.texts("references"))
    return json(counts, smoothing(row), usesEffectiveOrder: flag(row, "effective_order"))
}

/// The counts as sacrebleu prints them: add-k smoothing shows in those of orders above 1.
private func json(_ counts: BleuCounts, _ smoothing: BleuSmoothing, usesEffectiveOrder: Bool) -> JSONValue {
    var added = 0.0
    if case .addK(let value) = smoothing, counts.matches.contains(where: { $0 > 0 }) { added = value }
    func shown(_ counts: [Int]) -> JSONValue {
        .array(counts.enumerated().map { JSONValue(Double($1) + ($0 > 0 ? added : 0)) })
    }
    return [
        "score": JSONValue(counts.score(smoothing: smoothing, usesEffectiveOrder: usesEffectiveOrder)),
        "counts": shown(counts.matches), "totals": shown(counts.totals),
        "precisions": .array(counts.precisions(smoothing: smoothing).map { JSONValue($0) }), "bp": JSONValue(counts.brevityPenalty),
        "sys_len": JSONValue(counts.hypothesisLength), "ref_len": JSONValue(counts.referenceLength),
    ]
}

private func evaluateBleu(_ row: GoldenRow) throws -> JSONValue {
    let bleu = EvaluateBleu(orders: parameter(row, "max_order")?.intValue ?? 4, smooths: flag(row, "smooth"))
    let references = (row["references"]?.arrayValue ?? []).map { ($0.arrayValue ?? []).map(\.asText) }
    let counts = zip(try row.texts("predictions"), references)
        .reduce(BleuCounts.zero(orders: bleu.orders)) { $0 + bleu.counts(hypothesis: $1.0, references: $1.1) }
    guard let score = bleu.score(counts) else { return ["error": "ZeroDivisionError"] }
    return [
        "bleu": JSONValue(score), "precisions": .array(bleu.precisions(counts).map { JSONValue($0) }),
        "brevity_penalty": JSONValue(bleu.brevityPenalty(counts)),
        "length_ratio": JSONValue(Double(counts.hypothesisLength) / Double(counts.referenceLength)),
        "translation_length": JSONValue(counts.hypothesisLength), "reference_length": JSONValue(counts.referenceLength),
    ]
}

private func chrF(_ row: GoldenRow) -> ChrF {
    ChrF(
        characterOrders: parameter(row, "char_order")?.intValue ?? 6, wordOrders: parameter(row, "word_order")?.intValue ?? 0,
        beta: parameter(row, "beta")?.doubleValue ?? 2, lowercases: flag(row, "lowercase"),
        keepsWhitespace: flag(row, "whitespace"), smooths: flag(row, "eps_smoothing"))
}

/// The references of each row, from streams that hold one reference of every row.
private func rowsOfReferences(_ row: GoldenRow) throws -> [[String]] {
    let streams = (row["references_by_stream"]?.arrayValue ?? []).map { ($0.arrayValue ?? []).map(\.asText) }
    return try row.texts("predictions").indices.map { place in streams.compactMap { place < $0.count ? $0[place] : nil } }
}
