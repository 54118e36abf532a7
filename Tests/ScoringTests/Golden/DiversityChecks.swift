import GoldenSupport
import Scoring
import TouchstoneJSON

/// Diversity of texts and repetition inside them.
let diversityChecks: [String: GoldenCheck] = [
    // Builds of zlib differ by a byte or two.
    "diversity": .compare { row in
        let texts = try row.texts("texts")
        var result = JSONObject()
        for order in 1...4 {
            result["distinct_\(order)"] = JSONValue(NGramDiversity(texts, order: order).distinctShare)
            result["seq_rep_\(order)"] = .array(texts.map { JSONValue(NGramDiversity([$0], order: order).repeatedShare) })
        }
        result["token_rep_128"] = .array(texts.map { JSONValue(recentRepetition($0)) })
        result["zlib6_compression_ratio"] = .array(texts.map { JSONValue(compressionRatio($0)) })
        result["self_bleu4_nltk_method1"] = JSONValue(SelfBleu.nltk(texts))
        result["self_bleu_sacrebleu"] = JSONValue(SelfBleu.sacrebleu(texts))
        return .object(result)
    }
]
