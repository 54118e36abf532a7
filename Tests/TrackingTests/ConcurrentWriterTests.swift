import Testing
import TouchstoneJSON

@testable import Tracking

/// Several stores open on one database, as several instances of the server are.
@Suite struct ConcurrentWriterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What eight tasks at once on two stores return, errors too.
    private func outcomes<T: Sendable>(
        _ kind: StoreKind, rounds: Int = 1, _ body: @escaping @Sendable (TrackingStore, Int) async throws -> T
    ) async throws -> [Result<T, any Error>] {
        let stores = [try await folder.open(kind), try await folder.open(kind)]
        return await withTaskGroup(of: Result<T, any Error>.self) { group in
            for index in 0..<(8 * rounds) {
                group.addTask {
                    do { return .success(try await body(stores[index % 2], index)) } catch { return .failure(error) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test(arguments: StoreKind.all) func `one name is one experiment, whoever makes it`(kind: StoreKind) async throws {
        let made = try await outcomes(kind) { store, _ in try await store.createExperiment(named: "x").id }
        #expect(made.count { (try? $0.get()) != nil } == 1)
        for case .failure(let error) in made { #expect(error as? TrackingError == .alreadyExists(kind: "experiment", name: "x")) }
        let found = try await outcomes(kind, rounds: 16) { store, index in
            try await store.experimentOrNew(named: "y\(index / 8)").id
        }
        #expect(Set(try found.map { try $0.get() }).count == 16)
        let renamed = try await outcomes(kind) { store, index in
            let experiment = try await store.createExperiment(named: "e\(index)")
            try await store.renameExperiment(experiment.id, to: "z")
        }
        #expect(renamed.count { (try? $0.get()) != nil } == 1)
        for case .failure(let error) in renamed { #expect(error as? TrackingError == .alreadyExists(kind: "experiment", name: "z")) }
    }

    @Test(arguments: StoreKind.all) func `versions of a prompt are counted without gaps, one for each template`(kind: StoreKind)
        async throws
    {
        let versions = try await outcomes(kind, rounds: 4) { store, index in
            try await store.register(promptNamed: "p", template: "template \(index % 16)")
        }
        let made = try versions.map { try $0.get() }
        #expect(Set(made.map(\.version)) == Set(1...16))
        #expect(Set(made.map(\.template)).count == 16)
        for prompt in made { #expect(made.filter { $0.template == prompt.template }.allSatisfy { $0.version == prompt.version }) }
    }

    @Test(arguments: StoreKind.all) func `a param has one value`(kind: StoreKind) async throws {
        let run = try await folder.open(kind).newRun()
        let same = try await outcomes(kind, rounds: 2) { store, _ in try await store.addParams(["a": "1", "b": "2"], to: run) }
        for outcome in same { _ = try outcome.get() }
        let different = try await outcomes(kind) { store, index in try await store.addParams(["c": "\(index)"], to: run) }
        #expect(different.count { (try? $0.get()) != nil } == 1)
        for case .failure(let error) in different {
            guard case TrackingError.paramsChanged(let changes) = error, changes.map(\.name) == ["c"] else {
                Issue.record("\(error)")
                continue
            }
        }
    }

    @Test(arguments: StoreKind.all) func `the latest metric is the one of the highest step, and tags are those of one writer`(
        kind: StoreKind
    ) async throws {
        let run = try await folder.open(kind).newRun()
        let logged = try await outcomes(kind, rounds: 4) { store, index in
            try await store.log([Metric("a", Double(index), step: Int64(index)), Metric("b", 1, time: .fixed())], to: run)
            try await store.setTags(["x": "\(index)", "y": "\(index)", "mlflow.runName": "\(index)"], of: run)
        }
        for outcome in logged { _ = try outcome.get() }
        let store = try await folder.open(kind)
        let details = try await store.details(of: run)
        #expect(details.metrics["a"]?.value == 31)
        #expect(try await store.history(of: "a", in: run).count == 32)
        #expect(try await store.history(of: "b", in: run).count == 1)
        #expect(details.tags["x"] == details.tags["y"])
        #expect(details.tags["mlflow.runName"] == details.run.name)
    }

    @Test(arguments: StoreKind.all) func `an idempotency key counts once and revisions stand beside each other`(kind: StoreKind)
        async throws
    {
        let target = AssessmentTarget.trace(id: "tr-1")
        let recorded = try await outcomes(kind, rounds: 2) { store, index in
            let key = index % 4 == 0 ? "k" : nil
            try await store.record([
                Assessment(
                    target, "thumb", .bool(true), source: AssessmentSource(.human, id: "u"), id: Assessment.randomID(), idempotencyKey: key)
            ])
        }
        for outcome in recorded { _ = try outcome.get() }
        #expect(try await folder.open(kind).assessments(of: target).count == 13)
    }

    @Test(arguments: StoreKind.all) func `no run slips into an experiment that is deleted`(kind: StoreKind) async throws {
        let experiment = try await folder.open(kind).createExperiment(named: "x").id
        _ = try await outcomes(kind, rounds: 2) { store, index in
            if index == 7 {
                try await store.setStage(.deleted, ofExperiment: experiment)
            } else {
                _ = try await store.create(Run(name: "r", experiment: experiment))
            }
        }
        #expect(try await folder.open(kind).runs(in: experiment, stage: .active).isEmpty)
    }

    @Test(arguments: StoreKind.all) func `lineage that many note at once is noted once`(kind: StoreKind) async throws {
        let run = try await folder.open(kind).newRun()
        let noted = try await outcomes(kind, rounds: 2) { store, _ in
            try await store.attach(DatasetRecord(name: "d", digest: "1", source: "f"), tags: ["b": "1", "a": "2"], to: run)
            try await store.attach(ModelRecord(provider: "p", name: "m"), to: run)
            try await store.record(
                [SampleRecord(SamplePosition(index: 0))],
                [Assessment(.sample(run, SamplePosition(index: 0)), "s", .number(1), source: .scorer("s"))], in: run)
        }
        for outcome in noted { _ = try outcome.get() }
        let lineage = try await folder.open(kind).lineage(of: run)
        #expect(lineage.datasets.count == 1)
        #expect(lineage.models.count == 1)
    }
}
