extension Trace {
    static let columns = """
        id, experiment_id, request_time, duration, state, client_request_id, request_preview, response_preview
        """

    init(_ columns: inout SQLColumns) throws {
        id = try columns.text()
        experiment = ExperimentID(rawValue: try columns.int64())
        requestTime = try columns.timestamp()
        duration = try columns.optionalInt64()
        state = try columns.named(TraceState.self)
        clientRequestID = try columns.optionalText()
        requestPreview = try columns.optionalText()
        responsePreview = try columns.optionalText()
    }

    /// The trace of that id with all that belongs to it.
    static func found(_ id: String, _ connection: any SQLConnection) throws -> Trace? {
        let key = try connection.first("SELECT key FROM trace WHERE id = ?", [.text(id)]) { try $0.int64() }
        return try key.flatMap { try all([$0], connection).first }
    }

    /// The traces with those numbers, in their order, with what belongs to them: four queries however many there are.
    static func all(_ keys: [Int64], _ connection: any SQLConnection) throws -> [Trace] {
        guard !keys.isEmpty else { return [] }
        var found: [Int64: Trace] = [:]
        let wanted = connection.dialect.isAmong("key", keys)
        try connection.forEachFetchedRow("SELECT key, \(columns) FROM trace WHERE \(wanted.sql)", wanted.arguments) { row in
            var columns = SQLColumns(row)
            found[try columns.int64()] = try Trace(&columns)
            return true
        }
        try texts(of: keys, in: .tags, connection) { found[$0]?.tags.append($1) }
        try texts(of: keys, in: .metadata, connection) { found[$0]?.metadata.append($1) }
        let judged = connection.dialect.isAmong("assessment.target_key", keys)
        try connection.forEachFetchedRow(
            """
            SELECT assessment.target_key, \(Assessment.columns) FROM \(Assessment.joined) WHERE \(judged.sql) \
            ORDER BY assessment.target_key, assessment.created_time, assessment.measure_key, assessment.revision
            """, judged.arguments
        ) { row in
            var columns = SQLColumns(row)
            let key = try columns.int64()
            found[key]?.assessments.append(try Assessment(&columns))
            return true
        }
        return keys.compactMap { found[$0] }
    }

    private static func texts(
        of keys: [Int64], in table: TraceRow.Texts, _ connection: any SQLConnection, _ body: (Int64, NamedText) -> Void
    ) throws {
        let wanted = connection.dialect.isAmong("trace_key", keys)
        try connection.forEachFetchedRow(
            "SELECT trace_key, name, value FROM \(table.rawValue) WHERE \(wanted.sql) ORDER BY trace_key, name", wanted.arguments
        ) { row in
            var columns = SQLColumns(row)
            body(try columns.int64(), NamedText(try columns.text(), try columns.text()))
            return true
        }
    }
}
