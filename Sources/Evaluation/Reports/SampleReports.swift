package import Reporting
import Scoring
import TouchstoneJSON
package import Tracking

/// Hands over the samples of a run as reports show them, a page at a time.
package struct SampleReports: Sendable {
    private let store: TrackingStore
    private let run: RunID
    private let manifest: RunManifest
    private let definitions: [ScoreDefinition]

    /// The samples of a run. Throws when the run was not made by an evaluation.
    package init(of run: RunID, in store: TrackingStore) async throws {
        self.store = store
        self.run = run
        manifest = try await RunManifest(of: run, in: store)
        definitions = manifest.scores.filter { $0.kind == .sample }
    }

    /// Every sample by position.
    package func forEach(_ body: (SampleReport) throws -> Void) async throws {
        try await store.forEachScoredSample(of: run) { record, assessments in try body(report(record, assessments)) }
    }

    /// The samples with the given row id, one per epoch; or at the given place, counted from 1, when no row has that id.
    package func samples(named id: String) async throws -> [SampleReport] {
        var found = try await store.sampleFacts(of: run).filter { $0.sampleID == id }.map(\.position)
        if found.isEmpty, let place = Int(id), place > 0 {
            found = (0..<manifest.epochs).map { SamplePosition(index: place - 1, epoch: $0) }
        }
        var reports: [SampleReport] = []
        for position in found {
            guard let record = try await store.sample(at: position, of: run) else { continue }
            reports.append(report(record, try await store.assessments(of: run, from: position, through: position)))
        }
        return reports
    }

    private func report(_ record: SampleRecord, _ assessments: [Assessment]) -> SampleReport {
        var report = SampleReport(
            index: record.position.index, id: RowName(id: record.sampleID, record.position).label, epoch: record.position.epoch + 1,
            inputs: record.inputs ?? .null)
        report.outputs = record.outputs
        report.expected = record.expected
        report.context = record.metadata?["context"]
        report.error = record.error
        report.slices = manifest.slices.compactMap { column in SampleRecords.slice(column, of: record).map { Slice(column, $0) } }
        if manifest.callsModel { report.calls = Reporting.CallFigures(record.call) }
        let byName = Dictionary(assessments.map { ($0.name, $0) }) { _, last in last }
        report.scores = definitions.compactMap { definition in byName[definition.name].map { score($0, definition) } }
        return report
    }

    private func score(_ assessment: Assessment, _ definition: ScoreDefinition) -> ScoreReport {
        var score = ScoreReport(name: assessment.name, value: nil, rationale: assessment.rationale)
        switch assessment.value {
        case .number(let value): score.value = JSONValue(value)
        case .bool(let value): score.value = .bool(value)
        case .text(let value): score.value = .string(value)
        case .json(let value): score.value = value
        case .unscored(let reason): score.reason = reason
        case .failed(let error): score.error = error
        }
        score.passed = definition.passes(assessment.value)
        return score
    }
}

extension Reporting.CallFigures {
    fileprivate init(_ call: Tracking.CallFigures) {
        self.init(
            cached: call.isCached, attempts: call.attempts, inputTokens: call.inputTokens, outputTokens: call.outputTokens,
            seconds: call.latency, cost: call.cost)
    }
}

extension SampleReports {
    /// The samples that fare worst under a score: those that do not pass it, else those with the lowest (or highest) values.
    package func failing(_ name: String, limit: Int) async throws -> [SampleReport] {
        guard let definition = definitions.first(where: { $0.name == name }) else {
            let hint = closestName(to: name, among: definitions.map(\.name)).map { "; did you mean \"\($0)\"?" } ?? ""
            throw ScorerArgumentError("the run has no score \"\(name)\"\(hint)")
        }
        var reports: [SampleReport] = []
        for failing in try await store.failingSamples(of: run, under: name, definition.failureRule, limit: limit) {
            guard definition.passes(failing.value) != true else { continue }
            let position = failing.sample.position
            reports.append(report(failing.sample, try await store.assessments(of: run, from: position, through: position)))
        }
        return reports
    }
}

extension ScoreDefinition {
    /// Which values fail.
    fileprivate var failureRule: FailureRule {
        if let passMark { return passMark.isMinimum ? .below(passMark.threshold) : .above(passMark.threshold) }
        if isBinary { return direction == .lower ? .above(0.5) : .below(0.5) }
        return direction == .lower ? .above(-.greatestFiniteMagnitude) : .below(.greatestFiniteMagnitude)
    }
}
