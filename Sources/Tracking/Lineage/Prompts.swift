extension TrackingStore {
    /// Records a template as the next version of a prompt, or returns the version that has this very template and tags already.
    ///
    /// Throws when the name cannot be one, or belongs to a registered model that is no prompt.
    package func register(
        promptNamed name: String, template: String, kind: PromptKind = .text, tags: [NamedText] = [], message: String? = nil,
        at now: Timestamp = .now
    ) async throws -> PromptVersion {
        try RegistryNames.check(model: name)
        let tags = PromptTags.all(template: template, kind: kind, others: tags)
        for tag in tags { try RegistryNames.check(tag: tag) }
        let new = NewModelVersion(of: name, source: PromptTags.ownPlaceholder, description: message, tags: tags)
        return try await write { connection in
            try Self.createPrompt(named: name, now: now, connection)
            if let same = try PromptVersion.same(as: new, connection) { return same }
            let version = try ModelVersion.add(new, from: try ModelOrigin.resolve(new, .init(), connection), at: now, connection)
            guard let prompt = try PromptVersion.find("model_name = ? AND version = ?", [.text(name), .integer(version)], connection)
            else { throw TrackingError.damaged(reason: "a new version of the prompt \"\(name)\" is not there") }
            return prompt
        }
    }

    /// Makes sure that there is a prompt of that name, and that nobody else adds a version to it before the transaction ends.
    private static func createPrompt(named name: String, now: Timestamp, _ connection: any SQLConnection) throws {
        let inserted = try connection.execute(
            """
            INSERT INTO registered_model (name, is_prompt, creation_time, last_update_time) VALUES (?, 1, ?, ?) \
            ON CONFLICT (name) DO NOTHING
            """, [.text(name), .integer(now.rawValue), .integer(now.rawValue)])
        guard inserted == 0 else {
            try connection.insert(.registeredModelTag, [[.text(name), .text(PromptTags.isPrompt), "true"]])
            return try RegistryEvent.created(name, tags: [], description: nil, isPrompt: true).record(at: now, connection)
        }
        guard try RegisteredModel.bare(name, isLocked: true, connection).isPrompt else {
            throw RegistryError.nameTaken(name, newIsPrompt: true, oldIsPrompt: false)
        }
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
        let prompt = try await prompt(named: name, .version(version))
        guard prompt != nil else { throw TrackingError.notFound(kind: "prompt version", name: "\(name)/\(version)") }
        try await setModelAlias(alias, of: name, to: Int64(version))
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
