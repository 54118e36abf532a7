extension TrackingStore {
    /// The highest version of each stage, or of some stages, by number.
    package func latestVersions(of name: String, stages: [ModelStage] = []) async throws -> [ModelVersion] {
        try await read { connection in
            let model = try RegisteredModel.find(name, connection)
            let versions = stages.isEmpty ? model.latestVersions : model.latestVersions.filter { stages.contains($0.stage) }
            return try ModelVersion.aliased(versions, connection)
        }
    }

    /// Moves a version to a stage; `archivesOthers` sends those that are there to the archive.
    package func moveModelVersion(
        of name: String, _ version: Int64, to stage: ModelStage, archivesOthers: Bool = false, at now: Timestamp = .now
    ) async throws -> ModelVersion {
        guard !archivesOthers || stage.isInUse else {
            throw RegistryError.invalid(
                """
                Model version transition cannot archive existing model versions because '\(stage.rawValue)' is not an Active stage. \
                Valid stages are ['Staging', 'Production']
                """)
        }
        return try await write { connection in
            _ = try ModelVersion.bare(name, version, isLocked: true, connection)
            if archivesOthers {
                try connection.execute(
                    """
                    UPDATE model_version SET stage = 'Archived', last_update_time = ? \
                    WHERE model_name = ? AND stage = ? AND version <> ? AND is_deleted = 0
                    """, [.integer(now.rawValue), .text(name), .text(stage.rawValue), .integer(version)])
            }
            try connection.execute(
                "UPDATE model_version SET stage = ?, last_update_time = ? WHERE model_name = ? AND version = ?",
                [.text(stage.rawValue), .integer(now.rawValue), .text(name), .integer(version)])
            try RegisteredModel.touch(name, at: now, connection)
            return try ModelVersion.find(name, version, connection)
        }
    }
}
