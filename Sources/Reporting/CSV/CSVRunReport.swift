import TouchstoneJSON

/// A run's samples, one row per sample and epoch, with five columns per score.
///
/// The score columns are ``RunReport/scoreNames``, or those of the first sample; a score under any other name is kept in the last
/// column, `other_scores`, as JSON. Inputs and answers that are not text are written as JSON.
struct CSVRunReport: ReportDocument {
    private static let fixedColumns = [
        "index", "id", "epoch", "state", "slices", "inputs", "outputs", "expected", "context", "error", "cached", "attempts",
        "input_tokens", "output_tokens", "seconds", "cost_usd",
    ]

    private let formulaSafe: Bool
    private var names: [String]
    private var wroteHeader = false

    init(_ report: RunReport, formulaSafe: Bool) {
        self.formulaSafe = formulaSafe
        self.names = report.scoreNames
    }

    mutating func opening() -> [UInt8] { names.isEmpty ? [] : header() }

    mutating func next(_ sample: SampleReport) -> [UInt8] {
        var start: [UInt8] = []
        if !wroteHeader {
            names = sample.scores.map(\.name)
            start = header()
        }
        var writer = CSVWriter(formulaSafe: formulaSafe)
        writer.row(cells(sample))
        return start + writer.bytes
    }

    mutating func closing() -> [UInt8] { wroteHeader ? [] : header() }

    private mutating func header() -> [UInt8] {
        wroteHeader = true
        var writer = CSVWriter(formulaSafe: formulaSafe)
        let scores = names.flatMap { [$0, $0 + "/passed", $0 + "/reason", $0 + "/error", $0 + "/rationale"] }
        writer.row((Self.fixedColumns + scores + ["other_scores"]).map(JSONValue.string))
        return writer.bytes
    }

    private func cells(_ sample: SampleReport) -> [JSONValue] {
        var cells: [JSONValue] = [
            JSONValue(sample.index), .string(sample.id), JSONValue(sample.epoch), .string(sample.state.names.joined(separator: " ")),
            .string(sample.slices.map(\.label).joined(separator: "; ")), sample.inputs, sample.outputs ?? .null, sample.expected ?? .null,
            sample.context ?? .null, JSONValue(sample.error), JSONValue(sample.calls?.cached), JSONValue(sample.calls?.attempts),
            JSONValue(sample.calls?.inputTokens), JSONValue(sample.calls?.outputTokens), JSONValue(sample.calls?.seconds),
            JSONValue(sample.calls?.cost),
        ]
        for name in names {
            let score = sample.scores.first { $0.name == name }
            cells += [
                score?.value ?? .null, JSONValue(score?.passed), JSONValue(score?.reason), JSONValue(score?.error),
                JSONValue(score?.rationale),
            ]
        }
        let others = sample.scores.filter { !names.contains($0.name) }
        return cells + [others.isEmpty ? .null : .array(others.map(\.json))]
    }
}
