import TouchstoneJSON

extension TrackingStore {
    /// Registers a model, or a prompt when the tags say so. The account of the owner's name, if one is given, may manage it.
    package func createRegisteredModel(
        named name: String, tags: [NamedText] = [], description: String? = nil, owner: String? = nil, at now: Timestamp = .now
    ) async throws -> RegisteredModel {
        try RegistryNames.check(model: name)
        for tag in tags { try RegistryNames.check(tag: tag) }
        let isPrompt = PromptTags.sayPrompt(tags)
        return try await write { connection in
            let inserted = try connection.execute(
                """
                INSERT INTO registered_model (name, is_prompt, description, creation_time, last_update_time) VALUES (?, ?, ?, ?, ?) \
                ON CONFLICT (name) DO NOTHING
                """,
                [.text(name), SQLValue(isPrompt), SQLValue(description), .integer(now.rawValue), .integer(now.rawValue)])
            guard inserted > 0 else {
                let old = try RegisteredModel.bare(name, connection)
                throw RegistryError.nameTaken(name, newIsPrompt: isPrompt, oldIsPrompt: old.isPrompt)
            }
            try connection.insert(.registeredModelTag, tags.lastOfEachName.map { [.text(name), .text($0.name), .text($0.value)] })
            try RegistryEvent.created(name, tags: tags, description: description, isPrompt: isPrompt).record(at: now, connection)
            if let owner { try Grant.give(.manage, on: .registeredModel(name), to: owner, by: owner, at: now, connection) }
            return try RegisteredModel.find(name, connection)
        }
    }

    /// A registered model or prompt; throws when there is none of that name.
    package func registeredModel(named name: String) async throws -> RegisteredModel {
        try RegistryNames.check(model: name)
        return try await read { connection in try RegisteredModel.find(name, connection) }
    }

    /// Gives a registered model another description, or none.
    package func describeRegisteredModel(
        named name: String, as description: String?, at now: Timestamp = .now
    ) async throws -> RegisteredModel {
        try RegistryNames.check(model: name)
        return try await write { connection in
            try connection.execute(
                "UPDATE registered_model SET description = ?, last_update_time = ? WHERE name = ?",
                [SQLValue(description), .integer(now.rawValue), .text(name)])
            return try RegisteredModel.find(name, connection)
        }
    }

    /// Gives a registered model another name, with all its versions.
    package func renameRegisteredModel(
        from name: String, to newName: String, at now: Timestamp = .now
    ) async throws -> RegisteredModel {
        try RegistryNames.check(model: name)
        try RegistryNames.check(model: newName, field: "new_name")
        return try await write { connection in
            let model = try RegisteredModel.bare(name, isLocked: true, connection)
            if !name.isExactly(newName) {
                let other = try connection.first("SELECT is_prompt FROM registered_model WHERE name = ?", [.text(newName)]) {
                    try $0.bool()
                }
                if let other { throw RegistryError.nameTaken(newName, newIsPrompt: model.isPrompt, oldIsPrompt: other) }
            }
            try connection.execute(
                "UPDATE registered_model SET name = ?, last_update_time = ? WHERE name = ?",
                [.text(newName), .integer(now.rawValue), .text(name)])
            try connection.execute(
                "UPDATE model_version SET last_update_time = ? WHERE model_name = ?", [.integer(now.rawValue), .text(newName)])
            return try RegisteredModel.find(newName, connection)
        }
    }

    /// Forgets a registered model with all its versions.
    package func deleteRegisteredModel(named name: String) async throws {
        try RegistryNames.check(model: name)
        try await write { connection in
            guard try connection.execute("DELETE FROM registered_model WHERE name = ?", [.text(name)]) > 0 else {
                throw RegistryError.modelNotFound(name)
            }
        }
    }
}

extension SQLInsert {
    static let registeredModelTag = SQLInsert(
        into: "registered_model_tag", ["model_name", "name", "value"], conflict: .replace(key: ["model_name", "name"]))
    static let modelVersionTag = SQLInsert(
        into: "model_version_tag", ["model_name", "version", "name", "value"],
        conflict: .replace(key: ["model_name", "version", "name"]))
    static let modelAlias = SQLInsert(
        into: "model_alias", ["model_name", "alias", "version"], conflict: .replace(key: ["model_name", "alias"]))
}
