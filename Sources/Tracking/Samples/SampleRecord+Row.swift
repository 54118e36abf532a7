import TouchstoneJSON

extension SampleRecord {
    static let columnNames = [
        "sample_index", "epoch", "sample_id", "cluster", "metadata", "inputs", "outputs", "expected", "error", "latency",
        "first_token_latency", "input_tokens", "output_tokens", "cost", "cached", "attempts",
    ]

    /// The columns in the order in which a record reads them, of the table under the given name.
    static func columns(of table: String = "sample") -> String {
        columnNames.map { "\(table).\($0)" }.joined(separator: ", ")
    }

    /// A row whose key exists takes the new values, so that a sample that is run again is not there twice.
    static let insert = SQLInsert(
        into: "sample", ["run_key"] + columnNames, conflict: .replace(key: ["run_key", "sample_index", "epoch"]))

    init(_ columns: inout SQLColumns) throws {
        position = SamplePosition(index: try columns.int(), epoch: try columns.int())
        sampleID = try columns.optionalText()
        cluster = try columns.optionalText()
        metadata = try columns.optionalJSON()?.objectValue
        inputs = try columns.optionalJSON()
        outputs = try columns.optionalJSON()
        expected = try columns.optionalJSON()
        error = try columns.optionalText()
        call = CallFigures()
        call.latency = try columns.optionalDouble()
        call.firstTokenLatency = try columns.optionalDouble()
        call.inputTokens = try columns.optionalInt()
        call.outputTokens = try columns.optionalInt()
        call.cost = try columns.optionalDouble()
        call.isCached = try columns.bool()
        call.attempts = try columns.int()
    }
}

/// A sample written out as the store keeps it: made by whoever evaluates it, so that the one connection that writes need not.
package struct SampleRow: Sendable {
    private let values: [SQLValue]

    package init(_ sample: SampleRecord) {
        let call = sample.call
        values = [
            SQLValue(sample.position.index), SQLValue(sample.position.epoch), SQLValue(sample.sampleID), SQLValue(sample.cluster),
            SQLValue(sample.metadata.map { JSONValue.object($0).text() }), SQLValue(sample.inputs?.text()),
            SQLValue(sample.outputs?.text()), SQLValue(sample.expected?.text()), SQLValue(sample.error), SQLValue(call.latency),
            SQLValue(call.firstTokenLatency), SQLValue(call.inputTokens), SQLValue(call.outputTokens), SQLValue(call.cost),
            SQLValue(call.isCached), SQLValue(call.attempts),
        ]
    }

    /// The values of ``SampleRecord/insert``.
    func values(runKey: SQLValue) -> [SQLValue] { [runKey] + values }
}

extension SQLColumns {
    mutating func optionalJSON() throws(TrackingError) -> JSONValue? {
        guard let text = try optionalText() else { return nil }
        return try Self.json(text)
    }

    static func json(_ text: String) throws(TrackingError) -> JSONValue {
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw .damaged(reason: "a text that should be JSON is not: \(error)")
        }
    }
}
