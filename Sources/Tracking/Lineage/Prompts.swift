import Digests

extension TrackingStore {
    /// Records a template as the next version of a prompt, or returns the version that has this very template already.
    ///
    /// Throws when the name belongs to a registered model that is no prompt.
    package func register(
        promptNamed name: String, template: String, message: String? = nil, at now: Timestamp = .now
    ) async throws -> PromptVersion {
        try await write { connection in
            let digest = ContentDigest.hex(of: Array(template.utf8))
            let known: [SQLValue] = [.text(name), .text(digest)]
            try Self.createPrompt(named: name, now: now, connection)
            if let same = try PromptVersion.find("model_name = ? AND digest = ?", known, connection) { return same }
            try connection.execute(
                "UPDATE registered_model SET last_update_time = ? WHERE name = ?", [.integer(now.rawValue), .text(name)])
            let version = try connection.first(
                "SELECT coalesce(max(version), 0) + 1 FROM model_version WHERE model_name = ?", [.text(name)]
            ) { try $0.int() }
            let new = PromptVersion(
                name: name, version: version ?? 1, template: template, digest: digest, message: message, created: now, aliases: [])
            try new.insert(connection)
            return new
        }
    }

    /// Makes sure that there is a prompt of that name, and that nobody else adds a version to it before the transaction ends.
    private static func createPrompt(named name: String, now: Timestamp, _ connection: any SQLConnection) throws {
        guard !name.isEmpty else { throw TrackingError.invalid(reason: "a prompt's name cannot be empty") }
        try connection.execute(
            """
            INSERT INTO registered_model (name, is_prompt, creation_time, last_update_time) VALUES (?, 1, ?, ?) \
            ON CONFLICT (name) DO NOTHING
            """, [.text(name), .integer(now.rawValue), .integer(now.rawValue)])
        let isPrompt = try connection.first(
            "SELECT is_prompt FROM registered_model WHERE name = ?\(connection.dialect.rowLock)", [.text(name)]
        ) { try $0.bool() }
        guard isPrompt == true else { throw TrackingError.alreadyExists(kind: "registered model", name: name) }
    }

    /// One version of a prompt; nil when there is none.
    package func prompt(named name: String, _ selector: PromptSelector = .latest) async throws -> PromptVersion? {
        try await read { connection in
            switch selector {
            case .latest:
                try PromptVersion.find("model_name = ?", [.text(name)], connection)
            case .version(let version):
                try PromptVersion.find("model_name = ? AND version = ?", [.text(name), SQLValue(version)], connection)
            case .alias(let alias):
                try PromptVersion.find(
                    "model_name = ? AND version = (SELECT version FROM model_alias WHERE model_name = ? AND alias = ?)",
                    [.text(name), .text(name), .text(alias)], connection)
            }
        }
    }

    /// The names of all prompts with their latest versions, by name.
    package func prompts(limit: Int = 1000, offset: Int = 0) async throws -> [PromptVersion] {
        try await read { connection in
            try connection.all(
                """
                SELECT \(PromptVersion.columns) FROM model_version WHERE \(PromptVersion.condition) AND version = \
                (SELECT max(version) FROM model_version AS other WHERE other.model_name = model_version.model_name \
                AND other.is_deleted = 0) ORDER BY model_name LIMIT ? OFFSET ?
                """, [SQLValue(limit), SQLValue(offset)]
            ) { try PromptVersion(&$0, connection) }
        }
    }

    /// All versions of a prompt, newest first.
    package func versions(ofPrompt name: String) async throws -> [PromptVersion] {
        try await read { connection in
            try connection.all(
                """
                SELECT \(PromptVersion.columns) FROM model_version WHERE \(PromptVersion.condition) AND model_name = ? \
                ORDER BY version DESC
                """, [.text(name)]
            ) { try PromptVersion(&$0, connection) }
        }
    }

    /// Lets a name stand for a version of a prompt, and no longer for another.
    package func setAlias(_ alias: String, ofPrompt name: String, to version: Int) async throws {
        try await write { connection in
            guard try PromptVersion.find("model_name = ? AND version = ?", [.text(name), SQLValue(version)], connection) != nil else {
                throw TrackingError.notFound(kind: "prompt version", name: "\(name)/\(version)")
            }
            let insert = SQLInsert(
                into: "model_alias", ["model_name", "alias", "version"], conflict: .replace(key: ["model_name", "alias"]))
            try connection.insert(insert, [[.text(name), .text(alias), SQLValue(version)]])
        }
    }

    /// Notes that a run used a version of a prompt in a role; again changes nothing.
    package func attach(_ prompt: PromptVersion, role: String = "answer", to run: RunID) async throws {
        try await write { connection in
            _ = try connection.execute(
                "INSERT INTO run_prompt (run_key, model_name, version, role) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [try Run.key(of: run, connection), .text(prompt.name), SQLValue(prompt.version), .text(role)])
        }
    }
}

extension PromptVersion {
    fileprivate func insert(_ connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO model_version (model_name, version, source, status, stage, description, template, digest, is_deleted, \
            creation_time, last_update_time) VALUES (?, ?, 'prompt-template', 'READY', 'None', ?, ?, ?, 0, ?, ?)
            """,
            [
                .text(name), SQLValue(version), SQLValue(message), .text(template), .text(digest), .integer(created.rawValue),
                .integer(created.rawValue),
            ])
    }
}
