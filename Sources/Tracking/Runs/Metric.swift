/// One value of a metric of a run.
package struct Metric: Sendable, Hashable {
    package var name: String
    /// The value; may be NaN or infinite.
    package var value: Double
    package var step: Int64
    package var time: Timestamp
    /// The dataset that it was measured on, by name and digest.
    package var datasetName: String?
    package var datasetDigest: String?
    /// The logged model that it measures.
    package var modelID: String?

    /// A value at a step and a time.
    package init(
        _ name: String, _ value: Double, step: Int64 = 0, time: Timestamp = .now, datasetName: String? = nil,
        datasetDigest: String? = nil, modelID: String? = nil
    ) {
        self.name = name
        self.value = value
        self.step = step
        self.time = time
        self.datasetName = datasetName
        self.datasetDigest = datasetDigest
        self.modelID = modelID
    }
}

extension Metric {
    static let columns = "name, step, recorded_time, value, is_nan, dataset_name, dataset_digest, model_id"

    init(_ columns: inout SQLColumns) throws {
        name = try columns.text()
        step = try columns.int64()
        time = try columns.timestamp()
        let stored = try columns.double()
        value = try columns.bool() ? .nan : stored
        datasetName = try columns.optionalText()
        datasetDigest = try columns.optionalText()
        modelID = try columns.optionalText()
    }

    func values(runKey: SQLValue) -> [SQLValue] {
        [
            runKey, .text(name), .integer(step), .integer(time.rawValue), .real(value.isNaN ? 0 : value), SQLValue(value.isNaN),
            SQLValue(datasetName), SQLValue(datasetDigest), SQLValue(modelID),
        ]
    }
}
