extension LoggedModelDetails {
    /// Most metrics of a model that are handed over.
    private static let metricLimit = 1000

    /// The models with those numbers, in their order: a fixed number of queries however many there are.
    static func all(_ keys: [SQLValue], _ connection: any SQLConnection) throws -> [LoggedModelDetails] {
        let numbers = keys.compactMap { if case .integer(let number) = $0 { number } else { nil } }
        guard !numbers.isEmpty else { return [] }
        var found: [Int64: LoggedModelDetails] = [:]
        let wanted = connection.dialect.isAmong("key", numbers)
        try connection.forEachFetchedRow("SELECT key, \(LoggedModel.columns) FROM logged_model WHERE \(wanted.sql)", wanted.arguments) {
            row in
            var columns = SQLColumns(row)
            found[try columns.int64()] = LoggedModelDetails(model: try LoggedModel(&columns))
            return true
        }
        let belonging = connection.dialect.isAmong("model_key", numbers)
        func addTexts(from table: String, to field: WritableKeyPath<LoggedModelDetails, [NamedText]>) throws {
            try connection.forEachFetchedRow(
                "SELECT model_key, name, value FROM \(table) WHERE \(belonging.sql) ORDER BY model_key, name", belonging.arguments
            ) { row in
                var columns = SQLColumns(row)
                found[try columns.int64()]?[keyPath: field].append(NamedText(try columns.text(), try columns.text()))
                return true
            }
        }
        try addTexts(from: "logged_model_tag", to: \.tags)
        try addTexts(from: "logged_model_param", to: \.params)
        try addMetrics(to: &found, belonging, connection)
        return numbers.compactMap { found[$0] }
    }

    private static func addMetrics(
        to found: inout [Int64: LoggedModelDetails], _ belonging: SQLFragment, _ connection: any SQLConnection
    ) throws {
        try connection.forEachFetchedRow(
            """
            SELECT model_key, name, value, is_nan, step, recorded_time, run_id, dataset_name, dataset_digest FROM \
            (SELECT logged_model_metric.*, run.id AS run_id, row_number() OVER \
            (PARTITION BY model_key ORDER BY recorded_time DESC, step DESC) AS age \
            FROM logged_model_metric JOIN run ON run.key = logged_model_metric.run_key WHERE \(belonging.sql)) AS metrics \
            WHERE age <= \(metricLimit) ORDER BY model_key, name, recorded_time, step, value
            """, belonging.arguments
        ) { row in
            var columns = SQLColumns(row)
            found[try columns.int64()]?.metrics.append(try LoggedModelMetric(&columns))
            return true
        }
    }
}

extension LoggedModelMetric {
    fileprivate init(_ columns: inout SQLColumns) throws {
        name = try columns.text()
        let stored = try columns.double()
        value = try columns.bool() ? .nan : stored
        step = try columns.int64()
        time = try columns.timestamp()
        run = RunID(rawValue: try columns.text())
        datasetName = Self.given(try columns.text())
        datasetDigest = Self.given(try columns.text())
    }

    private static func given(_ text: String) -> String? { text.isEmpty ? nil : text }
}
