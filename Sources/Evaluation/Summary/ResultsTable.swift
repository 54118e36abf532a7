import Foundation
import Scoring
import TouchstoneJSON
import Tracking

/// The table `eval_results_table.json` as MLflow writes it: pandas' "split" layout without index, numbers to ten decimals.
struct ResultsTable: Sendable {
    /// The name of the artifact.
    static let artifactName = "eval_results_table.json"

    private let fields: [(field: SampleField, column: String)]
    private let scores: [(definition: ScoreDefinition, column: String)]

    /// The table of a run. Inputs come first, then the target, then the answer under their own columns' names, then the scores.
    init(_ data: DataSpecification, _ definitions: [ScoreDefinition], hasTargets: Bool, isRetrieval: Bool) {
        let target: SampleField = isRetrieval ? .relevant : .expected
        let answer: SampleField = isRetrieval ? .retrieved : .outputs
        var fields: [(field: SampleField, column: String)] = [(.inputs, data.columnName(of: .inputs) ?? "inputs")]
        if hasTargets { fields.append((target, data.columnName(of: target) ?? "target")) }
        fields.append((answer, hasTargets ? data.columnName(of: answer) ?? "outputs" : "outputs"))
        self.fields = fields
        scores = definitions.compactMap { definition in
            guard definition.kind == .sample, let column = MLflowNames.column(definition) else { return nil }
            return (definition, column)
        }
    }

    /// Everything before the first row.
    var opening: [UInt8] {
        let columns = fields.map(\.column) + scores.map(\.column)
        return Array(#"{"columns":"#.utf8) + JSONValue.array(columns.map(JSONValue.string)).encoded() + Array(#","data":["#.utf8)
    }

    /// Everything after the last row.
    var closing: [UInt8] { Array("]}".utf8) }

    /// One row.
    func row(_ record: SampleRecord, _ assessments: [String: AssessmentValue]) -> [UInt8] {
        let sample = SampleRecords.sample(record)
        let values = fields.map { sample[$0.field] ?? .null } + scores.map { assessments[$0.definition.name]?.tableValue ?? .null }
        return JSONValue.array(values).encoded()
    }
}

extension DataSpecification {
    /// The column that a field is read from; nil when it has no entry.
    fileprivate func columnName(of field: SampleField) -> String? {
        for entry in columns.sources where entry.field == field {
            if case .path(let path) = entry.source { return path.description }
        }
        return nil
    }
}

extension AssessmentValue {
    /// The value as the table shows it.
    fileprivate var tableValue: JSONValue {
        switch self {
        case .number(let value):
            let rounded = (value * 1e10).rounded() / 1e10
            return rounded.isFinite ? .number(rounded) : .null
        case .bool(let value): return .bool(value)
        case .text(let text): return .string(text)
        case .json(let value): return value
        case .unscored, .failed: return .null
        }
    }
}

extension EvaluationSession {
    /// Writes the results table of a run as its artifact, a page of samples at a time.
    func recordResultsTable(of run: RunID, _ cell: RunCell) async throws {
        let isRetrieval = scorers.definitions.contains { $0.scorer.hasSuffix("_at_k") }
        let first = try await store.samples(of: run, limit: 1).first.map(SampleRecords.sample)
        // MLflow leaves a metric out of the table when it could not be computed at all.
        let scored = Set(try await store.measures(of: run).filter { $0.scored > 0 }.map(\.name))
        let table = ResultsTable(
            cell.data, scorers.definitions.filter { scored.contains($0.name) },
            hasTargets: first?[isRetrieval ? .relevant : .expected] != nil, isRetrieval: isRetrieval)
        let name = specification.metricPrefix + ResultsTable.artifactName
        try await store.storeArtifact(as: name, in: run) { [store] writer in
            try writer.write(table.opening)
            var isFirst = true
            try await store.forEachScoredSample(of: run) { record, assessments in
                let values = Dictionary(assessments.map { ($0.name, $0.value) }) { _, last in last }
                try writer.write((isFirst ? [] : [UInt8(ascii: ",")]) + table.row(record, values))
                isFirst = false
            }
            try writer.write(table.closing)
        }
        try await store.setTags(["mlflow.loggedArtifacts": #"[{"path": "\#(name)", "type": "table"}]"#], of: run)
    }
}

extension TrackingStore {
    /// Hands over every sample of a run with its assessments, by position, a page at a time.
    func forEachScoredSample(of run: RunID, _ body: (SampleRecord, [Assessment]) throws -> Void) async throws {
        var last: SamplePosition?
        while true {
            let page = try await samples(of: run, after: last, limit: 500)
            guard let first = page.first?.position, let end = page.last?.position else { return }
            let assessments = Dictionary(grouping: try await assessments(of: run, from: first, through: end)) { $0.target.position }
            for record in page { try body(record, assessments[record.position] ?? []) }
            last = end
        }
    }
}
