package import TouchstoneJSON

/// Data that a run was made from, known by its content.
package struct DatasetRecord: Sendable, Hashable {
    package var name: String
    /// The digest of the content: two datasets of one name and digest are one.
    package var digest: String
    /// What kind of place it came from, such as `local` or `http`.
    package var sourceType: String
    /// Where it came from.
    package var source: String
    /// Its columns.
    package var schema: JSONValue?
    /// Facts about it, such as the number of rows.
    package var profile: JSONValue?

    package init(
        name: String, digest: String, sourceType: String = "local", source: String, schema: JSONValue? = nil, profile: JSONValue? = nil
    ) {
        self.name = name
        self.digest = digest
        self.sourceType = sourceType
        self.source = source
        self.schema = schema
        self.profile = profile
    }
}

/// A dataset as one run used it.
package struct DatasetInput: Sendable, Hashable {
    package var dataset: DatasetRecord
    /// Notes on its use, such as `mlflow.data.context`.
    package var tags: ByName<String>
}

extension DatasetRecord {
    static let columns = "name, digest, source_type, source, schema, profile"

    init(_ columns: inout SQLColumns) throws {
        name = try columns.text()
        digest = try columns.text()
        sourceType = try columns.text()
        source = try columns.text()
        schema = Self.value(try columns.optionalText())
        profile = Self.value(try columns.optionalText())
    }

    /// The JSON that a text holds; clients may have given any other text, which is a string then.
    private static func value(_ text: String?) -> JSONValue? {
        guard let text else { return nil }
        return (try? JSONValue(parsing: text)) ?? .string(text)
    }
}
