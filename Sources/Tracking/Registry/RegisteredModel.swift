import TouchstoneJSON

/// A name under which versions of a model, or of a prompt, are kept.
package struct RegisteredModel: Sendable, Hashable {
    /// Another name for one of the versions.
    package struct Alias: Sendable, Hashable {
        package let name: String
        package let version: Int64
    }

    package let name: String
    /// Whether its versions are prompts.
    package let isPrompt: Bool
    package var description: String?
    package let creationTime: Timestamp
    package var lastUpdateTime: Timestamp
    /// By name.
    package var tags: [NamedText] = []
    /// By name.
    package var aliases: [Alias] = []
    /// The highest version of each stage that has any, without their aliases.
    package var latestVersions: [ModelVersion] = []
}

extension RegisteredModel {
    static let columns = """
        registered_model.name, registered_model.is_prompt, registered_model.description, registered_model.creation_time, \
        registered_model.last_update_time
        """

    init(_ columns: inout SQLColumns) throws {
        name = try columns.text()
        isPrompt = try columns.bool()
        description = try columns.optionalText()
        creationTime = try columns.timestamp()
        lastUpdateTime = try columns.timestamp()
    }

    /// The model of that name with all that belongs to it; throws when there is none.
    static func find(_ name: String, _ connection: any SQLConnection) throws -> RegisteredModel {
        guard let model = try completed([try bare(name, connection)], connection).first else { throw RegistryError.modelNotFound(name) }
        return model
    }

    /// The model of that name without what belongs to it; throws when there is none.
    static func bare(_ name: String, isLocked: Bool = false, _ connection: any SQLConnection) throws -> RegisteredModel {
        let lock = isLocked ? connection.dialect.rowLock : ""
        let found = try connection.first("SELECT \(columns) FROM registered_model WHERE name = ?\(lock)", [.text(name)]) {
            try RegisteredModel(&$0)
        }
        guard let found else { throw RegistryError.modelNotFound(name) }
        return found
    }

    /// The same models with their tags, aliases and latest versions: a fixed number of queries however many there are.
    static func completed(_ models: [RegisteredModel], _ connection: any SQLConnection) throws -> [RegisteredModel] {
        guard !models.isEmpty else { return [] }
        var models = models
        let places = Dictionary(models.enumerated().map { (ExactText($0.element.name), $0.offset) }) { first, _ in first }
        let among = connection.dialect.isAmong(SQLFragment("model_name"), models.map { $0.name })
        try connection.forEachFetchedRow(
            "SELECT model_name, name, value FROM registered_model_tag WHERE \(among.sql) ORDER BY model_name, name", among.arguments
        ) { row in
            var columns = SQLColumns(row)
            if let place = places[ExactText(try columns.text())] {
                models[place].tags.append(NamedText(try columns.text(), try columns.text()))
            }
            return true
        }
        try connection.forEachFetchedRow(
            "SELECT model_name, alias, version FROM model_alias WHERE \(among.sql) ORDER BY model_name, alias", among.arguments
        ) { row in
            var columns = SQLColumns(row)
            if let place = places[ExactText(try columns.text())] {
                models[place].aliases.append(Alias(name: try columns.text(), version: try columns.int64()))
            }
            return true
        }
        for version in try ModelVersion.latest(among: among, connection) {
            if let place = places[ExactText(version.name)] { models[place].latestVersions.append(version) }
        }
        return models
    }

    /// Notes that something of a model has changed.
    static func touch(_ name: String, at now: Timestamp, _ connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE registered_model SET last_update_time = ? WHERE name = ?", [.integer(now.rawValue), .text(name)])
    }
}
