/// The number of an experiment; written as a decimal text in MLflow's interface.
package struct ExperimentID: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    /// The experiment that exists from the start.
    package static let `default` = ExperimentID(rawValue: 0)

    package var description: String { String(rawValue) }
}

/// Whether a record is in use or has been put aside; nothing is ever erased by deleting.
package enum LifecycleStage: String, Sendable, Hashable {
    case active
    case deleted
}

/// A name under which runs are gathered.
package struct Experiment: Sendable, Hashable {
    /// Its number, given by the store.
    package let id: ExperimentID
    /// Its name, unique also among deleted ones.
    package var name: String
    /// The URI under which its runs keep their artifacts.
    package var artifactLocation: String
    package var stage: LifecycleStage
    package let creationTime: Timestamp
    package var lastUpdateTime: Timestamp
}

extension Experiment {
    static let columns = "id, name, artifact_location, lifecycle_stage, creation_time, last_update_time"

    init(_ columns: inout SQLColumns) throws {
        id = ExperimentID(rawValue: try columns.int64())
        name = try columns.text()
        artifactLocation = try columns.text()
        stage = try columns.named(LifecycleStage.self)
        creationTime = try columns.timestamp()
        lastUpdateTime = try columns.timestamp()
    }

    static func createDefault(_ connection: any SQLConnection, now: Timestamp) throws {
        try connection.execute(
            "INSERT INTO experiment (\(columns)) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                .integer(ExperimentID.default.rawValue), "Default", .text(location(of: .default)), "active", .integer(now.rawValue),
                .integer(now.rawValue),
            ])
    }

    /// The URI of something below the experiment's artifacts; a query stays at its end.
    func artifactURI(_ path: String) -> String { Self.uri(artifactLocation, below: path) }

    private static func uri(_ location: String, below path: String) -> String {
        let bytes = location.utf8
        let query = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
        var end = query
        while end > bytes.startIndex, bytes[bytes.index(before: end)] == UInt8(ascii: "/") { end = bytes.index(before: end) }
        return "\(location[..<end])/\(path)\(location[query...])"
    }

    /// Where an experiment's artifacts are when it was made without saying: below a root, or behind the server.
    static func location(of id: ExperimentID, below root: String? = nil) -> String {
        root.map { uri($0, below: id.description) } ?? "mlflow-artifacts:/\(id)"
    }
}

extension SQLColumns {
    /// A text that must be one of the names of an enumeration.
    mutating func named<Name: RawRepresentable<String>>(_ type: Name.Type) throws(TrackingError) -> Name {
        let text = try text()
        guard let value = Name(rawValue: text) else { throw .damaged(reason: "\"\(text)\" is no \(type)") }
        return value
    }

    mutating func timestamp() throws(TrackingError) -> Timestamp { Timestamp(rawValue: try int64()) }

    mutating func optionalTimestamp() throws(TrackingError) -> Timestamp? { try optionalInt64().map(Timestamp.init(rawValue:)) }
}
