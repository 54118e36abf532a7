extension TrackingStore {
    /// Lets an alias stand for a version of a model or prompt, and no longer for another.
    package func setModelAlias(_ alias: String, of name: String, to version: Int64, at now: Timestamp = .now) async throws {
        try RegistryNames.check(model: name)
        try RegistryNames.check(newAlias: alias)
        try await write { connection in
            _ = try ModelVersion.bare(name, version, isLocked: true, connection)
            try connection.insert(.modelAlias, [[.text(name), .text(alias), .integer(version)]])
            let model = try RegisteredModel.bare(name, connection)
            try RegistryEvent.aliasSet(alias, of: name, version: version, isPrompt: model.isPrompt).record(at: now, connection)
        }
    }

    /// Takes an alias away; none of that name is fine.
    package func deleteModelAlias(_ alias: String, of name: String, at now: Timestamp = .now) async throws {
        try RegistryNames.check(model: name)
        try RegistryNames.check(alias: alias)
        try await write { connection in
            let model = try RegisteredModel.bare(name, connection)
            try connection.execute("DELETE FROM model_alias WHERE model_name = ? AND alias = ?", [.text(name), .text(alias)])
            try RegistryEvent.aliasDeleted(alias, of: name, isPrompt: model.isPrompt).record(at: now, connection)
        }
    }

    /// The version that an alias stands for; `latest`, in any case, stands for the highest.
    package func modelVersion(of name: String, alias: String) async throws -> ModelVersion {
        try RegistryNames.check(model: name)
        try RegistryNames.check(alias: alias)
        return try await read { connection in
            try ModelVersion.find(name, try ModelVersion.number(of: name, alias: alias, connection), connection)
        }
    }
}

extension ModelVersion {
    /// The number that an alias of a model stands for.
    static func number(of name: String, alias: String, _ connection: any SQLConnection) throws -> Int64 {
        if alias.lowercased() == "latest" { return try latestNumber(of: name, connection) }
        let version = try connection.first(
            "SELECT version FROM model_alias WHERE model_name = ? AND alias = ?", [.text(name), .text(alias)]
        ) { try $0.int64() }
        if let version { return version }
        _ = try RegisteredModel.bare(name, connection)
        throw RegistryError.aliasNotFound(alias)
    }

    /// The highest number of a model's versions, at one stage or at any.
    static func latestNumber(of name: String, at stage: ModelStage? = nil, _ connection: any SQLConnection) throws -> Int64 {
        let condition = stage == nil ? "" : " AND stage = ?"
        let arguments = [.text(name)] + (stage.map { [SQLValue.text($0.rawValue)] } ?? [])
        let version = try connection.first(
            "SELECT max(version) FROM model_version WHERE model_name = ? AND is_deleted = 0\(condition)", arguments
        ) { try $0.optionalInt64() }
        if let version = version ?? nil { return version }
        _ = try RegisteredModel.bare(name, connection)
        throw RegistryError.noVersions(name)
    }
}
