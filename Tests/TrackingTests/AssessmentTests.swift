import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct AssessmentTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: StoreKind.all) func `every kind of value and target reads back as it was written`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let values: [AssessmentValue] = [
            .number(-0.25), .bool(false), .text("naïve"), .json(["a": [1, nil]]), .unscored(reason: "empty"), .failed(error: "no key"),
        ]
        let targets: [AssessmentTarget] = [
            .sample(run, SamplePosition(index: 3, epoch: 1)), .run(run), .trace(id: "tr-1"), .trace(id: "tr-2", span: "00ff"),
        ]
        for target in targets {
            let written = values.enumerated().map { offset, value in
                Assessment(
                    target, "m\(offset)", value, source: AssessmentSource(.judge, id: "gpt", version: "3"), rationale: "because",
                    created: .fixed(), metadata: ["k": "v"])
            }
            try await store.record(written)
            #expect(try await store.assessments(of: target) == written)
        }
    }

    @Test(arguments: StoreKind.all) func `people and scorers judge one sample side by side`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let target = AssessmentTarget.sample(run, SamplePosition(index: 0))
        let sources = [AssessmentSource(.human, id: "ada"), AssessmentSource(.human, id: "bob"), .scorer("helpful")]
        try await store.record(sources.map { Assessment(target, "helpful", .bool($0.id == "ada"), source: $0) })
        #expect(try await store.assessments(of: target).map(\.source) == sources)
        #expect(try await store.scores(named: "helpful", of: run, from: sources[0]).map(\.value) == [.bool(true)])
        #expect(try await store.scores(named: "helpful", of: run).count == 3)
    }

    @Test(arguments: StoreKind.all) func `the same idempotency key twice counts once`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let target = AssessmentTarget.trace(id: "tr-9")
        let thumb = Assessment(
            target, "thumb", .bool(true), source: AssessmentSource(.human, id: "user"), id: Assessment.randomID(), idempotencyKey: "k1")
        var again = thumb
        again.id = Assessment.randomID()
        again.value = .bool(false)
        try await store.record([thumb])
        try await store.record([again])
        #expect(try await store.assessments(of: target).map(\.value) == [.bool(true)])
    }

    @Test(arguments: StoreKind.all) func `what is superseded no longer counts but can be read`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let target = AssessmentTarget.sample(run, SamplePosition(index: 0))
        let source = AssessmentSource(.human, id: "ada")
        let first = Assessment(target, "ok", .bool(true), source: source, created: .fixed(), id: "a-1")
        let second = Assessment(target, "ok", .bool(false), source: source, created: .fixed(1), id: "a-2", supersedes: "a-1")
        try await store.record([first])
        try await store.record([second])
        #expect(try await store.assessments(of: target) == [second])
        var superseded = first
        superseded.isValid = false
        #expect(try await store.assessment(id: "a-1") == superseded)
        #expect(try await store.scores(named: "ok", of: run).map(\.value) == [.bool(false)])
        await #expect(throws: TrackingError.notFound(kind: "assessment", name: "a-0")) {
            try await store.record([Assessment(target, "ok", .bool(true), source: source, id: "a-3", supersedes: "a-0")])
        }
    }

    @Test(arguments: StoreKind.all) func `measures are summed up with their failures beside them`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        let values: [AssessmentValue] = [.number(1), .number(0.5), .unscored(reason: "empty"), .failed(error: "x")]
        try await store.record(
            values.enumerated().map { offset, value in
                Assessment(.sample(run, SamplePosition(index: offset)), "f1", value, source: .scorer("f1"))
            })
        let summary = MeasureSummary(name: "f1", source: .scorer("f1"), scored: 2, unscored: 1, failed: 1, mean: 0.75)
        #expect(try await store.measures(of: run) == [summary])
    }

    @Test(arguments: StoreKind.all) func `an assessment of a run that does not exist is refused`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        await #expect(throws: TrackingError.notFound(kind: "run", name: "none")) {
            try await store.record([Assessment(.run(RunID(rawValue: "none")), "x", .bool(true), source: .scorer("x"))])
        }
    }

    @Test(arguments: StoreKind.all) func `the journal answers with what was paid first`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let entry = JournalEntry(contentKey: "k", response: ["text": "hi"], provider: "openai", model: "m", created: .fixed())
        #expect(try await store.journalledResponse(for: "k") == nil)
        try await store.journal(entry)
        try await store.journal(JournalEntry(contentKey: "k", response: "other", provider: "x", model: "y", created: .fixed(1)))
        #expect(try await store.journalledResponse(for: "k") == entry)
    }
}
