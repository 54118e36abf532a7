import Foundation
import Scoring
import Statistics

/// One measure: prepares an input and gives the number of its rows and what one pass does.
typealias Preparation = (_ path: String) throws -> (rows: Int, once: () throws -> [Double])

/// The measures, by the names that `Peers/peers.py` gives them.
enum Measure {
    static var all: [String: Preparation] {
        [
            "rouge": perPair { pair in
                let scores = Rouge(prediction: pair.answer, references: [pair.expected]).standard
                return scores.rouge1.fmeasure + scores.rouge2.fmeasure + scores.rougeL.fmeasure + scores.rougeLsum.fmeasure
            },
            "bleu": perPair { Bleu().sentenceScore(hypothesis: $0.answer, references: [$0.expected]) },
            "chrf": perPair { ChrF().score(hypothesis: $0.answer, references: [$0.expected]) },
            "mlflow_bleu": perPair { pair in
                let bleu = EvaluateBleu()
                return bleu.score(bleu.counts(hypothesis: pair.answer, references: [pair.expected])) ?? 0
            },
            "squad": perPair { pair in
                let scores = squadScores(prediction: pair.answer, references: [pair.expected], version: .v2)
                return (scores.exactMatch ? 1 : 0) + scores.f1
            },
            "readability": readability, "tokens": tokens, "retrieval": retrieval, "bm25": bm25, "bm25_numba": bm25,
            "bootstrap": bootstrap, "sliceline": sliceline,
        ]
    }

    private static func perPair(_ value: @escaping (TextPair) -> Double) -> Preparation {
        { path in
            let pairs = try Input.pairs(path)
            return (pairs.count, { [pairs.reduce(0) { $0 + value($1) }] })
        }
    }

    private static func readability(_ path: String) throws -> (rows: Int, once: () throws -> [Double]) {
        let texts = try Input.pairs(path).map(\.answer)
        let syllables = DictionaryFolder.standard.syllables()
        return (
            texts.count,
            {
                [
                    texts.reduce(0) { sum, text in
                        let counts = ReadabilityCounts(text, syllables: syllables)
                        return sum + counts.fleschKincaidGrade + counts.automatedReadabilityIndex
                    }
                ]
            }
        )
    }

    private static func tokens(_ path: String) throws -> (rows: Int, once: () throws -> [Double]) {
        let texts = try Input.pairs(path).map(\.answer)
        let encoding = try DictionaryFolder.standard.encoding(.cl100kBase, .cl100k, tokenCount: 100_256)
        return (texts.count, { [Double(texts.reduce(0) { $0 + encoding.count($1) })] })
    }

    private static func retrieval(_ path: String) throws -> (rows: Int, once: () throws -> [Double]) {
        let queries = try Input.rankings(path)
        let measures: [TrecMeasure] = [.averagePrecision, .ndcg, .reciprocalRank, .precision(10), .recall(10), .ndcgCut(10)]
        return (
            queries.count,
            {
                [
                    queries.reduce(0) { sum, query in
                        let evaluation = TrecEvaluation(query.retrieved, query.relevant)
                        return measures.reduce(sum) { $0 + evaluation[$1] }
                    }
                ]
            }
        )
    }

    private static func bm25(_ path: String) throws -> (rows: Int, once: () throws -> [Double]) {
        let (documents, queries) = try Input.corpus(path)
        let index = BM25Index(terms: documents, variant: .lucene)
        return (queries.count, { [queries.reduce(0) { sum, query in index.search(terms: query, 10).reduce(sum) { $0 + $1.score } }] })
    }

    private static func bootstrap(_ path: String) throws -> (rows: Int, once: () throws -> [Double]) {
        let differences = try Input.numbers(path).map { $0[1] - $0[0] }
        return (
            1,
            {
                let interval = try BootstrapDistribution(meanOf: differences, draws: 10_000, seed: 1).acceleratedInterval()
                return [interval.lower, interval.upper]
            }
        )
    }

    private static func sliceline(_ path: String) throws -> (rows: Int, once: () throws -> [Double]) {
        let rows = try Input.numbers(path)
        let features = (1..<(rows.first?.count ?? 1)).map { column in rows.map { Optional(Int($0[column])) } }
        let errors = rows.map { $0[0] }
        return (1, { [try SliceSearch().slices(of: SliceTable(features: features), errors: errors).reduce(0) { $0 + $1.score }] })
    }
}
