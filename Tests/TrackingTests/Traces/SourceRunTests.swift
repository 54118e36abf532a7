import Testing
import TouchstoneJSON

@testable import Tracking

/// What runs have said about traces goes with the runs.
@Suite struct SourceRunTests {
    private let folder: TemporaryFolder
    private let trace = "tr-0af7651916cd43dd8448eb211c80319c"

    init() throws { folder = try TemporaryFolder() }

    private func said(by run: RunID?, _ name: String, superseding other: String? = nil) -> Assessment {
        var assessment = Assessment(.trace(id: trace), name, .number(1), source: .init(.code, id: name))
        assessment.metadata = run.map { ["mlflow.assessment.sourceRunId": .string($0.rawValue)] } ?? ["note": "none"]
        assessment.supersedes = other
        return assessment
    }

    private func opened(_ kind: StoreKind) async throws -> (store: TrackingStore, run: RunID, other: RunID) {
        let store = try await folder.open(kind)
        let experiment = try await store.createExperiment(named: "one").id
        let run = try await store.create(Run(name: "a", experiment: experiment)).id
        let other = try await store.newRun("b")
        _ = try await store.startTrace(Trace(id: trace, experiment: .default, requestTime: .fixed(), state: .ok))
        return (store, run, other)
    }

    private func names(_ store: TrackingStore) async throws -> Set<String> {
        Set(try await store.trace(trace)?.assessments.map(\.name) ?? [])
    }

    @Test(arguments: StoreKind.all) func `assessments of a deleted run are erased, those of others stay`(_ kind: StoreKind) async throws {
        let (store, run, other) = try await opened(kind)
        let first = try await store.assess(said(by: nil, "human"))
        for assessment in [said(by: run, "of run", superseding: first.id), said(by: other, "of other")] {
            _ = try await store.assess(assessment)
        }
        try await store.setStage(.deleted, of: run)
        #expect(try await names(store) == ["human", "of other"])
        try await store.setStage(.active, of: run)
        #expect(try await names(store) == ["human", "of other"])
        try store.close()
    }

    @Test(arguments: StoreKind.all) func `those of a deleted experiment's runs are erased`(_ kind: StoreKind) async throws {
        let (store, run, other) = try await opened(kind)
        for assessment in [said(by: run, "of run"), said(by: other, "of other")] { _ = try await store.assess(assessment) }
        let experiment = try await store.details(of: run).run.experiment
        try await store.setStage(.deleted, ofExperiment: experiment)
        #expect(try await names(store) == ["of other"])
        try store.close()
    }

    @Test(arguments: StoreKind.all) func `metadata that comes later counts`(_ kind: StoreKind) async throws {
        let (store, run, _) = try await opened(kind)
        let assessment = try await store.assess(said(by: nil, "claimed"))
        var change = AssessmentChange()
        change.metadata = said(by: run, "claimed").metadata
        _ = try await store.change(change, ofAssessment: try #require(assessment.id), ofTrace: trace)
        try await store.setStage(.deleted, of: run)
        #expect(try await names(store).isEmpty)
        try store.close()
    }

    @Test(arguments: StoreKind.all) func `a store from before knows the runs of its assessments`(_ kind: StoreKind) async throws {
        let location = try folder.location(kind)
        let old = try await TrackingStore.open(at: location, migrations: Array(Migration.all.prefix(3)), now: .fixed())
        let run = try await old.newRun()
        try await old.write { connection in
            let metadata = said(by: run, "old").metadata.map { JSONValue.object($0).text() }
            try connection.execute("INSERT INTO target (key, kind, id) VALUES (70, 'trace', ?)", [.text(trace)])
            try connection.execute(
                "INSERT INTO measure (key, name, source_kind, source_id, source_version) VALUES (7, 'm', 'CODE', '', '')")
            for (revision, text) in [metadata, #"{"mlflow.assessment.sourceRunId":"\u0000"}"#, nil].enumerated() {
                try connection.execute(
                    """
                    INSERT INTO assessment (target_key, sample_index, epoch, measure_key, revision, kind, created_time, valid, metadata) \
                    VALUES (70, -1, 0, 7, ?, 2, 0, 1, ?)
                    """, [SQLValue(revision), SQLValue(text)])
            }
        }
        try old.close()
        let store = try await folder.open(kind)
        try await store.setStage(.deleted, of: run)
        #expect(try await store.read { try $0.all("SELECT revision FROM assessment ORDER BY revision") { try $0.int() } } == [1, 2])
        try store.close()
    }

    @Test func `deleting a run does not look at every assessment`() async throws {
        let store = try await folder.open()
        let plan = try await store.read { connection in
            try connection.all("EXPLAIN QUERY PLAN DELETE FROM assessment WHERE source_run_id = ?", ["r"]) { row in
                _ = (try row.int64(), try row.int64(), try row.int64())
                return try row.text()
            }
        }
        #expect(plan.contains { $0.contains("assessment_by_source_run") }, "\(plan)")
        try store.close()
    }
}
