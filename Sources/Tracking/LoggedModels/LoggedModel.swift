/// How far a logged model has come.
package enum LoggedModelStatus: String, Sendable, Hashable, CaseIterable {
    case pending = "PENDING"
    case ready = "READY"
    case uploadFailed = "UPLOAD_FAILED"
}

/// A model that was logged with its files, apart from any registration.
package struct LoggedModel: Sendable, Hashable {
    /// `m-` and 32 hexadecimal digits.
    package let id: String
    package let experiment: ExperimentID
    package var name: String
    /// What kind of model it is; empty when nobody said.
    package var type: String
    /// The run that made it; empty when nobody said.
    package var sourceRun: String
    package var status: LoggedModelStatus
    /// The URI of its files.
    package var artifactURI: String
    package var stage: LifecycleStage
    package let creationTime: Timestamp
    package var lastUpdateTime: Timestamp
}

/// A logged model with what has been noted about it.
package struct LoggedModelDetails: Sendable, Hashable {
    package var model: LoggedModel
    /// By name.
    package var tags: [NamedText] = []
    /// By name.
    package var params: [NamedText] = []
    /// By name, then by time and step; of a model with very many the latest.
    package var metrics: [LoggedModelMetric] = []
}

/// A value that was measured of a logged model.
package struct LoggedModelMetric: Sendable, Hashable {
    package let name: String
    /// The value; may be NaN or infinite.
    package let value: Double
    package let step: Int64
    package let time: Timestamp
    /// The run that measured it.
    package let run: RunID
    /// The dataset that it was measured on; nil for none.
    package let datasetName: String?
    package let datasetDigest: String?
}

extension LoggedModel {
    static let columns = """
        id, experiment_id, name, model_type, source_run_id, status, artifact_uri, lifecycle_stage, creation_time, last_update_time
        """

    init(_ columns: inout SQLColumns) throws {
        id = try columns.text()
        experiment = ExperimentID(rawValue: try columns.int64())
        name = try columns.text()
        type = try columns.text()
        sourceRun = try columns.text()
        status = try columns.named(LoggedModelStatus.self)
        artifactURI = try columns.text()
        stage = try columns.named(LifecycleStage.self)
        creationTime = try columns.timestamp()
        lastUpdateTime = try columns.timestamp()
    }

    var values: [SQLValue] {
        [
            .text(id), .integer(experiment.rawValue), .text(name), .text(type), .text(sourceRun), .text(status.rawValue),
            .text(artifactURI), .text(stage.rawValue), .integer(creationTime.rawValue), .integer(lastUpdateTime.rawValue),
        ]
    }

    /// The number under which a model's rows are kept; throws when there is no such model or it is deleted.
    static func key(of id: String, _ connection: any SQLConnection) throws -> SQLValue {
        let key = try connection.first(
            "SELECT key FROM logged_model WHERE id = ? AND lifecycle_stage = 'active'\(connection.dialect.rowLock)", [.text(id)]
        ) { SQLValue.integer(try $0.int64()) }
        guard let key else { throw TrackingError.notFound(kind: "logged model", name: id) }
        return key
    }
}
