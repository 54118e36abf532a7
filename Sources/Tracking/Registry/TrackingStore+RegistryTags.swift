import Digests

extension TrackingStore {
    /// Sets a tag of a registered model or prompt.
    package func setTag(_ tag: NamedText, ofModel name: String, at now: Timestamp = .now) async throws {
        try RegistryNames.check(model: name)
        try RegistryNames.check(tag: tag)
        try await write { connection in
            let model = try RegisteredModel.bare(name, connection)
            try connection.insert(.registeredModelTag, [[.text(name), .text(tag.name), .text(tag.value)]])
            if tag.name == PromptTags.isPrompt {
                try connection.execute(
                    "UPDATE registered_model SET is_prompt = ? WHERE name = ?", [SQLValue(PromptTags.sayPrompt([tag])), .text(name)])
            }
            try RegistryEvent.tagSet(tag, of: model)?.record(at: now, connection)
        }
    }

    /// Removes a tag of a registered model or prompt; none of that name is fine.
    package func deleteTag(_ key: String, ofModel name: String, at now: Timestamp = .now) async throws {
        try RegistryNames.check(model: name)
        try RegistryNames.check(tagName: key)
        try await write { connection in
            let model = try RegisteredModel.bare(name, connection)
            try connection.execute("DELETE FROM registered_model_tag WHERE model_name = ? AND name = ?", [.text(name), .text(key)])
            if key == PromptTags.isPrompt {
                try connection.execute("UPDATE registered_model SET is_prompt = 0 WHERE name = ?", [.text(name)])
            }
            try RegistryEvent.tagDeleted(key, of: model)?.record(at: now, connection)
        }
    }

    /// Sets a tag of a version.
    package func setTag(_ tag: NamedText, ofVersion version: Int64, of name: String, at now: Timestamp = .now) async throws {
        try RegistryNames.check(model: name)
        try RegistryNames.check(tag: tag)
        try await write { connection in
            _ = try ModelVersion.bare(name, version, connection)
            try connection.insert(.modelVersionTag, [[.text(name), .integer(version), .text(tag.name), .text(tag.value)]])
            if tag.name == PromptTags.text || tag.name == PromptTags.type {
                try Self.updateTemplate(of: name, version, connection)
            }
            let model = try RegisteredModel.bare(name, connection)
            try RegistryEvent.tagSet(tag, of: model, version: version).record(at: now, connection)
        }
    }

    /// Removes a tag of a version; none of that name is fine.
    package func deleteTag(_ key: String, ofVersion version: Int64, of name: String, at now: Timestamp = .now) async throws {
        try RegistryNames.check(model: name)
        try RegistryNames.check(tagName: key)
        try await write { connection in
            _ = try ModelVersion.bare(name, version, connection)
            try connection.execute(
                "DELETE FROM model_version_tag WHERE model_name = ? AND version = ? AND name = ?",
                [.text(name), .integer(version), .text(key)])
            let model = try RegisteredModel.bare(name, connection)
            try RegistryEvent.tagDeleted(key, of: model, version: version).record(at: now, connection)
        }
    }

    /// Keeps a prompt's template as its tags have it.
    private static func updateTemplate(of name: String, _ version: Int64, _ connection: any SQLConnection) throws {
        let tags = try ModelVersion.find(name, version, connection).tags
        guard let template = PromptTags.template(tags) else { return }
        try connection.execute(
            "UPDATE model_version SET template = ?, digest = ? WHERE model_name = ? AND version = ? AND template IS NOT NULL",
            [.text(template), .text(ContentDigest.hex(of: Array(template.utf8))), .text(name), .integer(version)])
    }
}
