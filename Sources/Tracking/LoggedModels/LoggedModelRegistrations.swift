import TouchstoneJSON

extension LoggedModel {
    /// The tag that lists the registered versions of a model.
    private static let versionsTag = "mlflow.modelVersions"

    /// Adds a registered version to the list in a logged model's tag, within the transaction that makes the version.
    static func noteVersion(
        _ version: Int, ofRegisteredModel name: String, on id: String, _ connection: any SQLConnection
    ) throws {
        let key = try key(of: id, connection)
        let text = try connection.first(
            "SELECT value FROM logged_model_tag WHERE model_key = ? AND name = ?", [key, .text(versionsTag)]
        ) { try $0.text() }
        var versions = text.flatMap { try? JSONValue(parsing: $0) }?.arrayValue ?? []
        let new: JSONValue = ["name": .string(name), "version": .integer(Int64(version))]
        if !versions.contains(new) { versions.append(new) }
        try setTags([NamedText(versionsTag, spaced(versions))], of: key, connection)
    }

    /// A list of objects as MLflow writes it, with a space after each comma and colon: clients compare it as a text.
    private static func spaced(_ objects: [JSONValue]) -> String {
        let texts = objects.map { object in
            let members = (object.objectValue ?? [:]).map { JSONValue.string($0.key).text() + ": " + $0.value.text() }
            return "{" + members.joined(separator: ", ") + "}"
        }
        return "[" + texts.joined(separator: ", ") + "]"
    }
}

extension TrackingStore {
    /// Adds a registered version to the list in the tag `mlflow.modelVersions` of a logged model; throws when there is no such model.
    package func noteVersion(_ version: Int, ofRegisteredModel name: String, onLoggedModel id: String) async throws {
        try await write { connection in
            try LoggedModel.noteVersion(version, ofRegisteredModel: name, on: id, connection)
        }
    }
}
