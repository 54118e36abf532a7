import Scoring
import Testing
import TouchstoneJSON

@Suite struct ClassificationTests {
    private func values(_ name: String, _ pairs: [(JSONValue, JSONValue)], _ arguments: JSONObject = [:]) throws -> [Double] {
        let metric = try ScorerCatalogue.standard.corpusMetric(name, arguments)
        let rows = try pairs.map { try metric.row(of: Sample(["expected": $0.0, "outputs": $0.1])) }
        let values = try metric.values(of: rows)
        let reversed = try metric.values(of: rows.reversed())
        #expect(zip(values, reversed).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN || abs($0 - $1) < 1e-9 * max(1, abs($0)) })
        #expect(values.count == metric.definition.outputs.count)
        return values
    }

    private let labels: [(JSONValue, JSONValue)] = [("a", "a"), ("b", " a "), ("c", "c"), ("a", "C"), ("日本", "日本")]

    @Test func `classes, in any order`() throws {
        #expect(try values("classification", labels)[0] == 0.6)
        #expect(try values("classification", [("A", "a")], ["ignore_case": true]) == [1, 1, 1, 1])
        #expect(try values("classification", [(1, 1), (0, 1)], ["average": "binary"]) == [0.5, 0.5, 1, 2.0 / 3])
        #expect(try values("classification", [("spam", "ham")], ["average": "binary", "positive": "spam"]) == [0, 0, 0, 0])
        #expect(try values("confusion_counts", [(true, true), (false, true), (1, 0), ("no", "no")]) == [1, 1, 1, 1])
        #expect(try values("cohen_kappa", [("a", "a"), ("b", "b"), ("c", "a")]).allSatisfy { abs($0 - 0.5) < 1e-12 })
        #expect(
            try values("cohen_kappa", [("lo", "lo"), ("hi", "mid"), ("mid", "hi")], ["order": "lo|mid|hi", "weights": "linear"])[0] > 0)
        #expect(throws: ScoringError.self) { try values("cohen_kappa", [("a", "a")]) }
        #expect(try values("matthews_corrcoef", [("a", "a"), ("b", "b")]) == [1])
        #expect(try values("balanced_accuracy", labels).allSatisfy { (0...1).contains($0) })
    }

    @Test func `probabilities`() throws {
        let pairs: [(JSONValue, JSONValue)] = [(1, 0.9), (0, 0.2), (1, ["probability": 0.4]), (0, 0.4), (true, "1"), (false, 0)]
        for name in ["log_loss", "brier_score", "roc_auc", "precision_recall_auc", "average_precision", "expected_calibration_error"] {
            let value = try values(name, pairs)[0]
            #expect(value.isFinite && value >= 0)
        }
        #expect(try values("roc_auc", [(1, 0.5), (0, 0.5)]) == [0.5])
        #expect(throws: ScoringError.self) { try values("roc_auc", [(1, 0.5)]) }
        #expect(throws: ScoringError.self) { try values("log_loss", [(1, 1.5)]) }
        #expect(throws: ScoringError.self) { try values("log_loss", []) }
        #expect(throws: ScoringError.self) { try RankedOutcomes([(isPositive: true, score: .nan)]) }
    }

    @Test func `curves begin and end in the corners`() throws {
        let ranked = try RankedOutcomes([(true, 3), (false, 2), (true, 2), (false, 1)].map { (isPositive: $0.0, score: $0.1) })
        #expect(ranked.rocCurve.map(\.truePositiveRate) == [0, 0.5, 1, 1])
        #expect(ranked.rocCurve.map(\.falsePositiveRate) == [0, 0, 0.5, 1])
        #expect(ranked.precisionRecallCurve.last?.recall == 1)
    }

    @Test func `numbers`() throws {
        #expect(try values("r2_score", [(1, 1), (2, 2)]) == [1])
        #expect(throws: ScoringError.self) { try values("r2_score", [(1, 1)]) }
        #expect(try values("target_summary", [(1, 0), ("3", 0)]) == [2, 4, 2])
        #expect(try values("regression_errors", [(0, 1), (2, 2)])[0] == 0.5)
    }

    @Test(arguments: ["mean", "variance", "std", "median", "min", "max", "sum", "count", "p90", "p0", "p100", "p99.9"])
    func `aggregations keep their names and their bounds`(name: String) throws {
        let aggregation = try #require(Aggregation(name: name))
        #expect(aggregation.name == name)
        let values = [3.0, -1, 10, 2, 2]
        let value = try aggregation.value(of: values)
        #expect(try abs(value - aggregation.value(of: values.reversed())) < 1e-12)
        if !["variance", "sum", "count", "std"].contains(name) { #expect((-1...10).contains(value)) }
        if name != "sum", name != "count" {
            #expect(throws: ScoringError.self) { try aggregation.value(of: []) }
            #expect(throws: ScoringError.self) { try aggregation.value(of: [.nan, 1]) }
        }
    }

    @Test(arguments: ["p", "p101", "p-1", "pnan", "average", ""])
    func `other names are no aggregations`(name: String) { #expect(Aggregation(name: name) == nil) }
}
