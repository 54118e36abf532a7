import TouchstoneJSON

/// One version of a registered model or prompt.
package struct ModelVersion: Sendable, Hashable {
    package let name: String
    /// Counted from 1; never given to another version while the model is registered.
    package let version: Int64
    package let creationTime: Timestamp
    package let lastUpdateTime: Timestamp
    package let stage: ModelStage
    package let description: String?
    /// Where it came from, as its creator said.
    package let source: String
    /// Where its files lie.
    package let storageLocation: String
    package let runID: String?
    package let runLink: String?
    /// The logged model that it is a version of.
    package let modelID: String?
    package let status: String
    /// By name.
    package var tags: [NamedText] = []
    /// By name.
    package var aliases: [String] = []
}

extension ModelVersion {
    static let columns = """
        model_version.model_name, model_version.version, model_version.creation_time, model_version.last_update_time, \
        model_version.stage, model_version.description, model_version.source, model_version.storage_location, model_version.run_id, \
        model_version.run_link, model_version.model_id, model_version.status
        """

    init(_ columns: inout SQLColumns) throws {
        name = try columns.text()
        version = try columns.int64()
        creationTime = try columns.timestamp()
        lastUpdateTime = try columns.timestamp()
        stage = try columns.named(ModelStage.self)
        description = try columns.optionalText()
        source = try columns.text()
        storageLocation = try columns.optionalText() ?? source
        runID = try columns.optionalText()
        runLink = try columns.optionalText()
        modelID = try columns.optionalText()
        status = try columns.text()
    }

    /// That version with its tags and aliases; throws when there is none or it was deleted.
    static func find(_ name: String, _ version: Int64, _ connection: any SQLConnection) throws -> ModelVersion {
        guard let found = try completed([try bare(name, version, connection)], connection).first else {
            throw RegistryError.versionNotFound(name: name, version: version)
        }
        return found
    }

    /// That version without its tags and aliases; throws when there is none or it was deleted.
    static func bare(
        _ name: String, _ version: Int64, isLocked: Bool = false, _ connection: any SQLConnection
    ) throws -> ModelVersion {
        let found = try connection.first(
            """
            SELECT \(columns) FROM model_version WHERE model_name = ? AND version = ? AND is_deleted = 0\
            \(isLocked ? connection.dialect.rowLock : "")
            """, [.text(name), .integer(version)]
        ) { try ModelVersion(&$0) }
        guard let found else { throw RegistryError.versionNotFound(name: name, version: version) }
        return found
    }

    /// The highest version of each stage of the models that fulfil a condition on `model_name`, by number, with tags, without aliases.
    static func latest(among models: SQLFragment, _ connection: any SQLConnection) throws -> [ModelVersion] {
        let versions = try connection.all(
            """
            SELECT \(columns) FROM model_version JOIN (SELECT model_name AS latest_name, max(version) AS latest_version \
            FROM model_version WHERE \(models.sql) AND is_deleted = 0 GROUP BY model_name, stage) AS latest \
            ON latest.latest_name = model_version.model_name AND latest.latest_version = model_version.version \
            ORDER BY model_version.model_name, model_version.version
            """, models.arguments
        ) { try ModelVersion(&$0) }
        return try tagged(versions, connection)
    }

    /// The same versions with their tags and aliases: a fixed number of queries however many there are.
    static func completed(_ versions: [ModelVersion], _ connection: any SQLConnection) throws -> [ModelVersion] {
        try aliased(try tagged(versions, connection), connection)
    }

    /// The same versions with their aliases.
    static func aliased(_ versions: [ModelVersion], _ connection: any SQLConnection) throws -> [ModelVersion] {
        guard !versions.isEmpty else { return [] }
        var versions = versions
        let places = places(of: versions)
        let among = connection.dialect.isAmong(SQLFragment("model_name"), Set(versions.map { ExactText($0.name) }).map(\.text))
        try connection.forEachFetchedRow(
            "SELECT model_name, version, alias FROM model_alias WHERE \(among.sql) ORDER BY model_name, alias", among.arguments
        ) { row in
            var columns = SQLColumns(row)
            if let place = places[Place(name: ExactText(try columns.text()), version: try columns.int64())] {
                versions[place].aliases.append(try columns.text())
            }
            return true
        }
        return versions
    }

    private static func tagged(_ versions: [ModelVersion], _ connection: any SQLConnection) throws -> [ModelVersion] {
        guard !versions.isEmpty else { return [] }
        var versions = versions
        let places = places(of: versions)
        let names = connection.dialect.isAmong(SQLFragment("model_name"), Set(versions.map { ExactText($0.name) }).map(\.text))
        let numbers = connection.dialect.isAmong("version", Array(Set(versions.map { $0.version })))
        try connection.forEachFetchedRow(
            """
            SELECT model_name, version, name, value FROM model_version_tag WHERE \(names.sql) AND \(numbers.sql) \
            ORDER BY model_name, version, name
            """, names.arguments + numbers.arguments
        ) { row in
            var columns = SQLColumns(row)
            if let place = places[Place(name: ExactText(try columns.text()), version: try columns.int64())] {
                versions[place].tags.append(NamedText(try columns.text(), try columns.text()))
            }
            return true
        }
        return versions
    }

    private struct Place: Hashable {
        let name: ExactText
        let version: Int64
    }

    private static func places(of versions: [ModelVersion]) -> [Place: Int] {
        Dictionary(versions.enumerated().map { (Place(name: ExactText($0.element.name), version: $0.element.version), $0.offset) }) {
            first, _ in
            first
        }
    }
}
