import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct SampleTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func full(_ position: SamplePosition) -> SampleRecord {
        SampleRecord(
            position, sampleID: "row ü", cluster: "c1", metadata: ["lang": "de", "n": 3], inputs: ["q": "it's \"quoted\"\u{0}\u{1F600}"],
            outputs: "", expected: ["a", nil, 1.5],
            call: CallFigures(
                latency: 12.5, firstTokenLatency: 3, inputTokens: 10, outputTokens: 0, cost: 0.001, isCached: true, attempts: 3))
    }

    @Test(arguments: StoreKind.all) func `a sample reads back as it was written, with every field and with none`(kind: StoreKind)
        async throws
    {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let complete = full(SamplePosition(index: 7, epoch: 2))
        let bare = SampleRecord(SamplePosition(index: 8), error: "no answer")
        try await store.record([complete, bare], in: run)
        #expect(try await store.samples(of: run) == [complete, bare])
        #expect(try await store.sample(at: complete.position, of: run) == complete)
        #expect(try await store.sample(at: SamplePosition(index: 9), of: run) == nil)
        let counts = try await store.sampleCounts(of: run)
        #expect(counts == (2, 1))
    }

    @Test(arguments: StoreKind.all) func `a sample that is recorded again is there once, with the new values`(kind: StoreKind) async throws
    {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let position = SamplePosition(index: 0)
        try await store.record(
            [SampleRecord(position, error: "timeout")],
            [Assessment(.sample(run, position), "exact", .failed(error: "timeout"), source: .scorer("exact"))], in: run)
        #expect(try await store.finishedSamples(of: run) == [position])
        #expect(try await store.finishedSamples(of: run, includingFailed: false).isEmpty)
        try await store.record(
            [SampleRecord(position, outputs: "yes")],
            [Assessment(.sample(run, position), "exact", .bool(true), source: .scorer("exact"), created: .fixed())], in: run)
        #expect(try await store.samples(of: run).map(\.outputs) == ["yes"])
        #expect(try await store.assessments(of: .sample(run, position)).map(\.value) == [.bool(true)])
        #expect(try await store.finishedSamples(of: run, includingFailed: false) == [position])
    }

    @Test(arguments: StoreKind.all) func `samples and scores that were written out before read back, and replace earlier ones`(
        kind: StoreKind
    )
        async throws
    {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let measures = ["exact", "length"].map { ScoreMeasure(name: $0, source: .scorer($0)) }
        let positions = (0..<101).map { SamplePosition(index: $0) }
        for round in [0.0, 1] {
            let scores = try positions.flatMap { position in
                [
                    try SampleScore(position, measures[0], .bool(round == 1), rationale: "why", created: .fixed()),
                    try SampleScore(position, measures[1], .number(Double(position.index) + round), created: .fixed()),
                ]
            }
            try await store.record(positions.map { SampleRow(full($0)) }, scores: scores, in: run)
        }
        #expect(try await store.samples(of: run) == positions.map(full))
        #expect(try await store.scores(named: "length", of: run).map(\.value) == positions.map { .number(Double($0.index) + 1) })
        let exact = try await store.assessments(of: .sample(run, positions[100])).first
        #expect(exact?.value == .bool(true))
        #expect(exact?.rationale == "why")
        #expect(exact?.source == .scorer("exact"))
        await #expect(throws: TrackingError.notFound(kind: "run", name: "nobody")) {
            try await store.record([SampleRow(full(positions[0]))], scores: [], in: RunID(rawValue: "nobody"))
        }
        #expect(throws: TrackingError.self) { try SampleScore(positions[0], measures[0], .number(.infinity), created: .fixed()) }
    }

    @Test(arguments: StoreKind.all) func `pages of samples join without gaps or repeats`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let positions = (0..<25).flatMap { index in (0..<3).map { SamplePosition(index: index, epoch: $0) } }
        try await store.record(positions.shuffled().map { SampleRecord($0) }, in: run)
        var seen: [SamplePosition] = []
        while true {
            let page = try await store.samples(of: run, after: seen.last, limit: 7)
            seen += page.map(\.position)
            guard page.count == 7 else { break }
        }
        #expect(seen == positions)
        #expect(try await store.finishedSamples(of: run) == Set(positions))
    }

    @Test(arguments: StoreKind.all) func `a batch with one bad assessment leaves nothing behind`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let position = SamplePosition(index: 0)
        let bad = Assessment(.sample(run, position), "x", .number(.nan), source: .scorer("x"))
        await #expect(throws: TrackingError.self) { try await store.record([SampleRecord(position)], [bad], in: run) }
        #expect(try await store.finishedSamples(of: run).isEmpty)
        await #expect(throws: TrackingError.notFound(kind: "run", name: "nobody")) {
            try await store.record([SampleRecord(position)], in: RunID(rawValue: "nobody"))
        }
    }

    @Test(arguments: StoreKind.all) func `failing samples come worst first and match a plain filter`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let other = try await store.newRun("another")
        var generator = SystemRandomNumberGenerator()
        var values: [Int: AssessmentValue] = [:]
        for index in 0..<400 {
            switch index % 10 {
            case 0: values[index] = .unscored(reason: "empty")
            case 1: values[index] = .failed(error: "broken")
            case 2: values[index] = .text("category")
            default: values[index] = .number(Double(Int.random(in: 0..<40, using: &generator)) / 40)
            }
        }
        for target in [run, other] {
            let source = AssessmentSource.scorer("rouge")
            try await store.record(
                (0..<400).map { SampleRecord(SamplePosition(index: $0), inputs: .integer(Int64($0))) },
                values.map { Assessment(.sample(target, SamplePosition(index: $0)), "rouge", $1, source: source) }, in: target)
        }
        let low = try await store.failingSamples(of: run, under: "rouge", .below(0.5), limit: 1000)
        let expected = values.filter { ($0.value.number ?? 1) < 0.5 }.sorted {
            ($0.value.number ?? 0, $0.key) < ($1.value.number ?? 0, $1.key)
        }
        #expect(low.map(\.sample.position.index) == expected.map(\.key))
        #expect(low.map(\.value) == expected.map(\.value))
        let lowest = try await store.failingSamples(of: run, under: "rouge", .below(0.5), limit: 5)
        #expect(lowest == Array(low.prefix(5)))
        let high = try await store.failingSamples(of: run, under: "rouge", .above(0.5), limit: 1000)
        #expect(high.count == values.count { ($0.value.number ?? 0) > 0.5 })
        #expect(high.first?.value.number == values.values.compactMap(\.number).max())
        let without = try await store.failingSamples(of: run, under: "rouge", .unscored, limit: 1000)
        let indexes = Array(stride(from: 0, to: 400, by: 10)) + Array(stride(from: 1, to: 400, by: 10))
        #expect(without.map(\.sample.position.index) == indexes)
        #expect(try await store.failingSamples(of: run, under: "unknown", .below(1)).isEmpty)
    }
}
