import Digests

extension TrackingStore {
    /// Registers the next version of a model or prompt; its number was never given before.
    ///
    /// Throws ``RegistryError`` when there is no such model, or when the source is none that a version may have.
    package func createModelVersion(
        _ new: NewModelVersion, sources: ModelSourceRules = .init(), at now: Timestamp = .now
    ) async throws -> ModelVersion {
        try RegistryNames.check(model: new.model)
        for tag in new.tags { try RegistryNames.check(tag: tag) }
        return try await write { connection in
            let origin = try ModelOrigin.resolve(new, sources, connection)
            _ = try RegisteredModel.bare(new.model, isLocked: true, connection)
            return try ModelVersion.find(new.model, try ModelVersion.add(new, from: origin, at: now, connection), connection)
        }
    }

    /// A version; throws when there is none or it was deleted.
    package func modelVersion(of name: String, _ version: Int64) async throws -> ModelVersion {
        try await read { connection in try ModelVersion.find(name, version, connection) }
    }

    /// Gives a version another description, or none.
    package func describeModelVersion(
        of name: String, _ version: Int64, as description: String?, at now: Timestamp = .now
    ) async throws -> ModelVersion {
        try await write { connection in
            try connection.execute(
                """
                UPDATE model_version SET description = ?, last_update_time = ? \
                WHERE model_name = ? AND version = ? AND is_deleted = 0
                """, [SQLValue(description), .integer(now.rawValue), .text(name), .integer(version)])
            return try ModelVersion.find(name, version, connection)
        }
    }

    /// Forgets a version; its number stays taken.
    package func deleteModelVersion(of name: String, _ version: Int64, at now: Timestamp = .now) async throws {
        try await write { connection in
            let model: [SQLValue] = [.text(name), .integer(version)]
            let deleted = try connection.execute(
                """
                UPDATE model_version SET is_deleted = 1, stage = 'None', run_id = NULL, run_link = NULL, description = NULL, \
                last_update_time = ? WHERE model_name = ? AND version = ? AND is_deleted = 0
                """, [.integer(now.rawValue)] + model)
            guard deleted > 0 else { throw RegistryError.versionNotFound(name: name, version: version) }
            try connection.execute("DELETE FROM model_alias WHERE model_name = ? AND version = ?", model)
            try connection.execute("DELETE FROM model_version_tag WHERE model_name = ? AND version = ?", model)
            try RegisteredModel.touch(name, at: now, connection)
        }
    }
}

extension ModelVersion {
    /// Adds the next version of a model, whose row must be locked, and returns its number.
    static func add(
        _ new: NewModelVersion, from origin: ModelOrigin, at now: Timestamp, _ connection: any SQLConnection
    ) throws -> Int64 {
        let version = try next(of: new.model, connection)
        try insert(new, as: version, from: origin, at: now, connection)
        try RegisteredModel.touch(new.model, at: now, connection)
        try origin.note(version, of: new.model, connection)
        try RegistryEvent.created(new, version: version, source: origin.source, runID: origin.runID).record(at: now, connection)
        return version
    }

    /// The number after the highest that was ever given.
    private static func next(of name: String, _ connection: any SQLConnection) throws -> Int64 {
        try connection.first("SELECT coalesce(max(version), 0) + 1 FROM model_version WHERE model_name = ?", [.text(name)]) {
            try $0.int64()
        } ?? 1
    }

    private static func insert(
        _ new: NewModelVersion, as version: Int64, from origin: ModelOrigin, at now: Timestamp, _ connection: any SQLConnection
    ) throws {
        let template = origin.isPrompt ? PromptTags.template(new.tags) : nil
        try connection.execute(
            """
            INSERT INTO model_version (model_name, version, source, storage_location, run_id, run_link, model_id, status, stage, \
            description, template, digest, is_deleted, creation_time, last_update_time) \
            VALUES (?, ?, ?, ?, ?, ?, ?, 'READY', 'None', ?, ?, ?, 0, ?, ?)
            """,
            [
                .text(new.model), .integer(version), .text(origin.source), .text(origin.storageLocation), SQLValue(origin.runID),
                SQLValue(new.runLink), SQLValue(origin.modelID), .text(new.description ?? ""), SQLValue(template),
                SQLValue(template.map { ContentDigest.hex(of: Array($0.utf8)) }), .integer(now.rawValue), .integer(now.rawValue),
            ])
        try connection.insert(
            .modelVersionTag, new.tags.lastOfEachName.map { [.text(new.model), .integer(version), .text($0.name), .text($0.value)] })
    }
}
