/// The identifier of a run: 32 lower-case hexadecimal digits, as MLflow makes them.
package struct RunID: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// A new identifier.
    package static func random() -> RunID {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    /// A new identifier from a generator, for runs that must repeat.
    package static func random(using generator: inout some RandomNumberGenerator) -> RunID {
        RunID(rawValue: HexIdentifier.random(using: &generator))
    }

    package var description: String { rawValue }
}

/// How a run stands.
package enum RunStatus: String, Sendable, Hashable, CaseIterable {
    case running = "RUNNING"
    case scheduled = "SCHEDULED"
    case finished = "FINISHED"
    case failed = "FAILED"
    case killed = "KILLED"
}

/// One evaluation, or any other run that an MLflow client has logged.
package struct Run: Sendable, Hashable {
    package let id: RunID
    package var name: String
    package var experiment: ExperimentID
    /// Who started it; empty when unknown.
    package var user: String
    package var status: RunStatus
    package var startTime: Timestamp
    /// When it ended; nil while it runs.
    package var endTime: Timestamp?
    package var stage: LifecycleStage
    /// The URI of its artifacts; the store fills it in when the run is created.
    package var artifactURI: String

    /// A run that begins.
    package init(
        id: RunID = .random(), name: String, experiment: ExperimentID = .default, user: String = "", status: RunStatus = .running,
        startTime: Timestamp = .now
    ) {
        self.id = id
        self.name = name
        self.experiment = experiment
        self.user = user
        self.status = status
        self.startTime = startTime
        endTime = nil
        stage = .active
        artifactURI = ""
    }
}

extension Run {
    static let columns = "id, name, experiment_id, user_id, status, start_time, end_time, lifecycle_stage, artifact_uri"

    init(_ columns: inout SQLColumns) throws {
        id = RunID(rawValue: try columns.text())
        name = try columns.text()
        experiment = ExperimentID(rawValue: try columns.int64())
        user = try columns.text()
        status = try columns.named(RunStatus.self)
        startTime = try columns.timestamp()
        endTime = try columns.optionalTimestamp()
        stage = try columns.named(LifecycleStage.self)
        artifactURI = try columns.text()
    }

    /// The number under which a run's rows are kept; throws when there is no such run.
    static func key(of id: RunID, _ connection: any SQLConnection) throws -> SQLValue {
        let key = try connection.first("SELECT key FROM run WHERE id = ?", [.text(id.rawValue)]) { try $0.int64() }
        guard let key else { throw TrackingError.notFound(kind: "run", name: id.rawValue) }
        return .integer(key)
    }

    /// The number under which an active run's rows are kept; throws when there is no such run or it is deleted.
    static func activeKey(of id: RunID, _ connection: any SQLConnection) throws -> SQLValue {
        let found = try connection.first("SELECT key, lifecycle_stage FROM run WHERE id = ?", [.text(id.rawValue)]) {
            (key: SQLValue.integer(try $0.int64()), stage: try $0.named(LifecycleStage.self))
        }
        guard let found else { throw TrackingError.notFound(kind: "run", name: id.rawValue) }
        guard found.stage == .active else { throw TrackingError.deleted(kind: "run", name: id.rawValue) }
        return found.key
    }
}

/// A run with what has been noted about it.
package struct RunDetails: Sendable, Hashable {
    package var run: Run
    /// Settings by name; never changed once given.
    package var params: [String: String]
    package var tags: [String: String]
    /// The latest value of each metric, by name.
    package var metrics: [String: Metric]
}
