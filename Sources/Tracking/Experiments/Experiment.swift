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

    /// Where an experiment's artifacts are when it was made without saying: below a root, or behind the server.
    static func location(of id: ExperimentID, below root: String? = nil) -> String {
        guard var root else { return "mlflow-artifacts:/\(id)" }
        while root.utf8.last == UInt8(ascii: "/") { root.removeLast() }
        return "\(root)/\(id)"
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
