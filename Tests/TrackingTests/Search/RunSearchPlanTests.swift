import Testing
import TouchstoneJSON

@testable import Tracking

/// Searches among so many runs that each way through the tables is taken, held against a search in memory.
@Suite struct RunSearchPlanTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A run with its metrics, of which `b` and `c` may be missing and `b` no number.
    private struct Row {
        let key: Int64
        let id: String
        let experiment: Int64
        let start: Int64
        let a: Double
        let b: Double?
        let c: Double?
    }

    private static let rows: [Row] = {
        var state: UInt64 = 42
        func next(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        return (1...2_600).map { key in
            let digits = String(next(1 << 30), radix: 16)
            return Row(
                key: Int64(key), id: String(repeating: "0", count: 32 - 5 - digits.count) + digits + String(10_000 + key),
                experiment: key % 10 == 0 ? 2 : 1,
                start: Int64(next(1_000)), a: Double(next(1_000)) / 1_000,
                b: next(4) == 0 ? nil : next(10) == 0 ? .nan : Double(next(50)), c: key > 2_590 ? 1 : nil)
        }
    }()

    private func filled(_ kind: StoreKind) async throws -> TrackingStore {
        let store = try await folder.open(kind)
        for name in ["one", "two"] { _ = try await store.createExperiment(named: name) }
        try await store.write { connection in
            try connection.insert(
                SQLInsert(into: "target", ["key", "kind", "id"]), Self.rows.map { [.integer($0.key), "run", .text($0.id)] })
            let columns = ["key", "id", "name", "experiment_id", "user_id", "status", "start_time", "lifecycle_stage", "artifact_uri"]
            try connection.insert(
                SQLInsert(into: "run", columns),
                Self.rows.map {
                    [
                        .integer($0.key), .text($0.id), .text("r\($0.key)"), .integer($0.experiment), "", "FINISHED", .integer($0.start),
                        "active", "",
                    ]
                })
            let metrics = Self.rows.flatMap { row in
                [("a", row.a as Double?), ("b", row.b), ("c", row.c)].compactMap { name, value -> [SQLValue]? in
                    value.map { [.integer(row.key), .text(name), 0, 0, .real($0.isNaN ? 0 : $0), SQLValue($0.isNaN)] }
                }
            }
            try connection.insert(
                SQLInsert(into: "latest_metric", ["run_key", "name", "step", "recorded_time", "value", "is_nan"]), metrics)
        }
        return store
    }

    /// What is searched for, and the same in memory.
    private struct Question: Sendable {
        let filter: String
        let order: [String]
        let fits: @Sendable (Row) -> Bool
        /// Negative when the first run comes first, positive when the second does.
        let compares: @Sendable (Row, Row) -> Double
    }

    private static func byMetric(_ metric: @escaping @Sendable (Row) -> Double?, _ direction: Double) -> @Sendable (Row, Row) -> Double {
        { first, second in
            func rank(_ value: Double?) -> Double { value.map { $0.isNaN ? 1 : 0 } ?? 2 }
            let (left, right) = (metric(first), metric(second))
            if rank(left) != rank(right) { return rank(left) - rank(right) }
            guard let left, let right, !left.isNaN else { return 0 }
            return (left - right) * direction
        }
    }

    private static let questions = [
        Question(filter: "", order: [], fits: { _ in true }, compares: { _, _ in 0 }),
        Question(filter: "metrics.a > 0.5", order: [], fits: { $0.a > 0.5 }, compares: { _, _ in 0 }),
        Question(filter: "metrics.a >= 0.99", order: [], fits: { $0.a >= 0.99 }, compares: { _, _ in 0 }),
        Question(filter: "metrics.c = 1", order: ["metrics.a"], fits: { $0.c == 1 }, compares: byMetric({ $0.a }, 1)),
        Question(filter: "metrics.a < 0.9", order: ["metrics.b DESC"], fits: { $0.a < 0.9 }, compares: byMetric({ $0.b }, -1)),
        Question(filter: "metrics.a < 0.2", order: ["metrics.b"], fits: { $0.a < 0.2 }, compares: byMetric({ $0.b }, 1)),
        Question(
            filter: "metrics.b > 20 AND metrics.a > 0.3", order: ["metrics.b DESC"], fits: { ($0.b ?? 0) > 20 && $0.a > 0.3 },
            compares: byMetric({ $0.b }, -1)),
        Question(filter: "metrics.b != 7", order: ["metrics.b"], fits: { $0.b != nil && $0.b != 7 }, compares: byMetric({ $0.b }, 1)),
        Question(
            filter: "", order: ["metrics.b", "run_id DESC"], fits: { _ in true },
            compares: { first, second in
                let byB = byMetric({ $0.b }, 1)(first, second)
                return byB != 0 ? byB : first.id > second.id ? -1 : 1
            }),
        Question(filter: "metrics.none > 1", order: ["metrics.b"], fits: { _ in false }, compares: { _, _ in 0 }),
        Question(
            filter: "metrics.a > 0.9 AND metrics.a < 0.95", order: ["metrics.c"], fits: { $0.a > 0.9 && $0.a < 0.95 },
            compares: byMetric({ $0.c }, 1)),
    ]

    private static func expected(_ question: Question, _ experiments: [Int64]) -> [String] {
        rows.filter { experiments.contains($0.experiment) && question.fits($0) }.sorted { first, second in
            let order = question.compares(first, second)
            if order != 0 { return order < 0 }
            return first.start != second.start ? first.start > second.start : first.id < second.id
        }.map(\.id)
    }

    @Test(arguments: StoreKind.all) func `every way through the tables finds the same runs in the same order`(kind: StoreKind) async throws
    {
        let store = try await filled(kind)
        for question in Self.questions {
            for experiments in [[1], [2], [1, 2]] as [[Int64]] {
                let expected = Self.expected(question, experiments)
                for (offset, size) in [(0, 100), (70, 50), (max(1, expected.count - 30), 100)] {
                    let page = try await store.searchRuns(
                        experiments: experiments.map(ExperimentID.init(rawValue:)), filter: question.filter, maxResults: size,
                        orderBy: question.order,
                        pageToken: offset == 0 ? nil : OffsetToken.text(offset))
                    #expect(
                        page.items.map(\.run.id.rawValue) == Array(expected.dropFirst(offset).prefix(size)),
                        "\(question.filter) \(question.order) \(experiments) \(offset)")
                    #expect((page.nextToken != nil) == (expected.count > offset + size))
                }
            }
        }
    }
}
