import Digests
package import TouchstoneJSON

/// One row of an evaluation dataset: known by its inputs, so that the same inputs again are the same row.
package struct EvaluationRecord: Sendable, Hashable {
    /// `dr-` and 32 hexadecimal digits.
    package var id: String
    package var inputs: JSONObject
    package var outputs: JSONValue?
    package var expectations: JSONObject?
    package var tags: JSONObject?
    /// Where it comes from: `source_type` and `source_data`.
    package var source: JSONObject?
    package var sourceID: String?
    package var created: Timestamp
    package var updated: Timestamp
    package var creator: String?
    package var updater: String?

    package var sourceType: String? { source?["source_type"]?.stringValue }

    /// What decides whether two rows are one.
    var inputDigest: String { Self.digest(of: inputs) }

    static func digest(of inputs: JSONObject) -> String { ContentDigest.hex(of: JSONValue.object(inputs).encoded(.init(sortsKeys: true))) }
}

/// A row that is to be added to a dataset, or merged into the row with the same inputs.
package struct NewEvaluationRecord: Sendable, Hashable {
    package var inputs: JSONObject
    /// Nil leaves earlier outputs as they are; null removes them.
    package var outputs: JSONValue?
    package var expectations: JSONObject?
    package var tags: JSONObject?
    package var source: JSONObject?

    package init(
        inputs: JSONObject, outputs: JSONValue? = nil, expectations: JSONObject? = nil, tags: JSONObject? = nil, source: JSONObject? = nil
    ) {
        self.inputs = inputs
        self.outputs = outputs
        self.expectations = expectations
        self.tags = tags
        self.source = source
    }

    /// What decides whether two rows are one.
    var inputDigest: String { EvaluationRecord.digest(of: inputs) }

    var user: String? { tags?[EvaluationDataset.userTag]?.stringValue }
}

extension EvaluationRecord {
    static let columns = """
        id, inputs, outputs, expectations, tags, source, source_id, created_time, last_update_time, created_by, last_updated_by
        """

    init(_ columns: inout SQLColumns) throws {
        id = try columns.text()
        inputs = try columns.optionalJSON()?.objectValue ?? [:]
        outputs = try columns.optionalJSON()
        expectations = try columns.optionalJSON()?.objectValue
        tags = try columns.optionalJSON()?.objectValue
        source = try columns.optionalJSON()?.objectValue
        sourceID = try columns.optionalText()
        created = try columns.timestamp()
        updated = try columns.timestamp()
        creator = try columns.optionalText()
        updater = try columns.optionalText()
    }

    init(_ new: NewEvaluationRecord, at now: Timestamp) {
        var generator = SystemRandomNumberGenerator()
        id = "dr-" + HexIdentifier.random(using: &generator)
        inputs = new.inputs
        outputs = new.outputs
        expectations = new.expectations
        tags = new.tags
        source = new.source
        sourceID = new.source?["source_data"]?["trace_id"]?.stringValue
        created = now
        updated = now
        creator = new.user
        updater = new.user
    }

    mutating func merge(_ new: NewEvaluationRecord, at now: Timestamp) {
        if let outputs = new.outputs { self.outputs = outputs.isNull ? nil : outputs }
        expectations = Self.merged(expectations, new.expectations)
        tags = Self.merged(tags, new.tags)
        updated = now
        updater = new.user ?? updater
    }

    private static func merged(_ old: JSONObject?, _ new: JSONObject?) -> JSONObject? {
        guard let new else { return old }
        var result = old ?? [:]
        for member in new { result[member.key] = member.value }
        return result
    }

    func values(datasetKey: SQLValue, inputDigest: String) -> [SQLValue] {
        [
            .text(id), datasetKey, .text(inputDigest), .text(JSONValue.object(inputs).text()), Self.text(outputs),
            Self.text(expectations.map(JSONValue.object)), Self.text(tags.map(JSONValue.object)), Self.text(source.map(JSONValue.object)),
            SQLValue(sourceType), SQLValue(sourceID), .integer(created.rawValue), .integer(updated.rawValue), SQLValue(creator),
            SQLValue(updater),
        ]
    }

    private static func text(_ value: JSONValue?) -> SQLValue { SQLValue(value?.text()) }
}
