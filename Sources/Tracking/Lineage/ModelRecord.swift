import Digests
package import TouchstoneJSON

/// A hosted model with the settings under which it was called.
package struct ModelRecord: Sendable, Hashable {
    package var provider: String
    package var name: String
    package var settings: JSONObject

    package init(provider: String, name: String, settings: JSONObject = [:]) {
        self.provider = provider
        self.name = name
        self.settings = settings
    }

    /// The digest of provider, name and settings: the same for equal settings in any order.
    package var digest: String {
        let content: JSONValue = ["provider": .string(provider), "name": .string(name), "settings": .object(settings)]
        return ContentDigest.hex(of: content.encoded(.init(sortsKeys: true)))
    }
}

/// A model as one run used it.
package struct ModelUse: Sendable, Hashable {
    package var model: ModelRecord
    /// What it did in the run, such as `answer` or `judge`.
    package var role: String
}

extension TrackingStore {
    /// Notes that a run called a model in a role; again changes nothing.
    package func attach(_ model: ModelRecord, role: String = "answer", to run: RunID) async throws {
        try await write { connection in
            let runKey = try Run.key(of: run, connection)
            let digest = model.digest
            try connection.execute(
                "INSERT INTO model (digest, provider, name, settings) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [
                    .text(digest), .text(model.provider), .text(model.name),
                    .text(JSONValue.object(model.settings).text(.init(sortsKeys: true))),
                ])
            try connection.execute(
                """
                INSERT INTO run_model (run_key, model_key, role) SELECT ?, key, ? FROM model WHERE digest = ? \
                ON CONFLICT (run_key, model_key, role) DO NOTHING
                """, [runKey, .text(role), .text(digest)])
        }
    }
}

extension ModelRecord {
    init(_ columns: inout SQLColumns) throws {
        provider = try columns.text()
        name = try columns.text()
        settings = try columns.optionalJSON()?.objectValue ?? [:]
    }
}

extension ModelUse {
    /// The models of a run, by role and name.
    static func all(of runKey: SQLValue, _ connection: any SQLConnection) throws -> [ModelUse] {
        try connection.all(
            """
            SELECT model.provider, model.name, model.settings, run_model.role FROM run_model \
            JOIN model ON model.key = run_model.model_key WHERE run_model.run_key = ? ORDER BY run_model.role, model.name, model.key
            """, [runKey]
        ) { ModelUse(model: try ModelRecord(&$0), role: try $0.text()) }
    }
}
