import Foundation
import Scoring
import TouchstoneJSON
import Tracking

/// The table `eval_results_table.json` as MLflow writes it: pandas' "split" layout without index, numbers to ten decimals.
struct ResultsTable: Sendable {
    /// The name of the artifact.
    static let artifactName = "eval_results_table.json"

    private let fields: [(field: SampleField, column: String)]
    private let scores: [(column: ScoreColumn, title: String)]

    /// The table of a run. Inputs come first, then the target, then the answer under their own columns' names, then the scores.
    ///
    /// MLflow leaves a score out of the table when it could not be computed at all.
    init(_ data: DataSpecification, _ columns: [ScoreColumn], hasTargets: Bool, isRetrieval: Bool) {
        let target: SampleField = isRetrieval ? .relevant : .expected
        let answer: SampleField = isRetrieval ? .retrieved : .outputs
        var fields: [(field: SampleField, column: String)] = [(.inputs, data.columnName(of: .inputs) ?? "inputs")]
        if hasTargets { fields.append((target, data.columnName(of: target) ?? "target")) }
        fields.append((answer, hasTargets ? data.columnName(of: answer) ?? "outputs" : "outputs"))
        self.fields = fields
        scores = columns.compactMap { column in
            guard !column.values.isEmpty || !column.categories.isEmpty else { return nil }
            return MLflowNames.column(column.definition).map { (column, $0) }
        }
    }

    /// Everything before the first row.
    var opening: [UInt8] {
        let columns = fields.map(\.column) + scores.map(\.title)
        return Array(#"{"columns":"#.utf8) + JSONValue.array(columns.map(JSONValue.string)).encoded() + Array(#","data":["#.utf8)
    }

    /// Everything after the last row.
    var closing: [UInt8] { Array("]}".utf8) }

    /// Rows on their way to the artifact, by position, and how far each score's column has been read.
    struct Rows: Sendable {
        fileprivate var json = JSONWriter()
        fileprivate var places: [ScoreColumn.Place]
        fileprivate var isFirst = true
    }

    /// No rows yet.
    var noRows: Rows { Rows(places: scores.map { _ in ScoreColumn.Place() }) }

    /// Adds the row of a sample; samples come by position.
    func add(_ sample: SampleTexts, to rows: inout Rows) throws {
        rows.json.write(raw: rows.isFirst ? "[".utf8 : ",[".utf8)
        rows.isFirst = false
        let metadata = try needsMetadata ? sample.metadata.map { try JSONValue(parsing: $0) } : nil
        for (place, field) in fields.enumerated() {
            if place > 0 { rows.json.write(raw: ",".utf8) }
            let text = sample.text(of: field.field) ?? metadata?[field.field.rawValue]?.text()
            rows.json.write(raw: (text ?? "null").utf8)
        }
        for (place, score) in scores.enumerated() {
            rows.json.write(raw: ",".utf8)
            rows.json.write(score.column.tableValue(at: sample.position, from: &rows.places[place]))
        }
        rows.json.write(raw: "]".utf8)
    }

    private var needsMetadata: Bool { fields.contains { ![.inputs, .outputs, .expected].contains($0.field) } }
}

extension ResultsTable.Rows {
    /// Bytes that are passed on together.
    private static let chunk = 1 << 18

    /// Passes on what there is when it is enough.
    fileprivate mutating func flush(atLeast size: Int = chunk, to writer: ArtifactWriter) throws {
        guard json.count >= size else { return }
        try writer.write(json.bytes)
        json = JSONWriter()
    }
}

extension SampleTexts {
    fileprivate func text(of field: SampleField) -> String? {
        switch field {
        case .inputs: inputs
        case .outputs: outputs
        case .expected: expected
        default: nil
        }
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

extension ScoreColumn {
    /// The value at a position as the table shows it, looked for onwards from a place; positions come in order.
    fileprivate func tableValue(at position: SamplePosition, from place: inout Place) -> JSONValue {
        while place.value < positions.count, positions[place.value] < position { place.value += 1 }
        if place.value < positions.count, positions[place.value] == position {
            guard hasNumbers else { return .bool(values[place.value] == 1) }
            let rounded = (values[place.value] * 1e10).rounded() / 1e10
            return rounded.isFinite ? .number(rounded) : .null
        }
        while place.text < texts.count, texts[place.text].position < position { place.text += 1 }
        guard place.text < texts.count, texts[place.text].position == position else { return .null }
        return .string(texts[place.text].text)
    }
}

extension EvaluationSession {
    /// Writes the results table of a run as its artifact, from its figures and what the store keeps of its samples.
    func recordResultsTable(_ summary: RunSummary, _ cell: RunCell) async throws {
        let run = summary.run.id
        let isRetrieval = scorers.definitions.contains { $0.scorer.hasSuffix("_at_k") }
        let first = try await store.samples(of: run, limit: 1).first.map(SampleRecords.sample)
        let table = ResultsTable(
            cell.data, summary.metrics.compactMap(\.column), hasTargets: first?[isRetrieval ? .relevant : .expected] != nil,
            isRetrieval: isRetrieval)
        let name = specification.metricPrefix + ResultsTable.artifactName
        try await store.storeArtifact(as: name, in: run) { [store] writer in
            try writer.write(table.opening)
            var rows = try await store.reduceSampleTexts(of: run, into: table.noRows) { rows, sample in
                try table.add(sample, to: &rows)
                try rows.flush(to: writer)
            }
            try rows.flush(atLeast: 0, to: writer)
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
