/// A question about many traces as one statement.
struct TraceMetricStatement: Sendable {
    private let question: TraceMetricQuestion
    private let metric: TraceMetric
    private let dimensions: [TraceDimension]
    private let interval: Int64?
    private let experiments: [ExperimentID]
    private let dialect: SQLDialect
    /// The whole statement: the columns of the groups, then those of the aggregates.
    private(set) var whole = SQLFragment.empty

    init(_ question: TraceMetricQuestion, _ experiments: [ExperimentID], _ dialect: SQLDialect) throws(SearchError) {
        self.question = question
        self.experiments = experiments
        self.dialect = dialect
        metric = try TraceMetric.named(question.metric, question.view)
        try metric.check(question.aggregates)
        dimensions = try metric.dimensions(named: question.dimensions)
        interval = try Self.interval(question)
        whole = try statement()
    }

    /// How long times are in milliseconds.
    private static func interval(_ question: TraceMetricQuestion) throws(SearchError) -> Int64? {
        guard let seconds = question.interval, seconds != 0 else { return nil }
        guard question.start != nil, question.end != nil else {
            throw SearchError("start_time_ms and end_time_ms are required if time_interval_seconds is set")
        }
        let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        guard milliseconds > 0, !overflow else {
            throw SearchError("time_interval_seconds must be a positive number of seconds, got \(seconds)")
        }
        return milliseconds
    }

    private func statement() throws(SearchError) -> SQLFragment {
        let groups = (interval == nil ? [] : ["bucket"]) + dimensions.indices.map { "d\($0)" }
        let list = groups.joined(separator: ", ")
        let present = (["v"] + groups).map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
        var rows = "(" + (try self.rows()) + ") AS found"
        if question.aggregates.contains(where: { $0.kind == .percentile }) {
            let partition = groups.isEmpty ? "" : "PARTITION BY \(list)"
            rows = """
                (SELECT found.*, row_number() OVER (\(partition) ORDER BY v) - 1 AS place, count(*) OVER (\(partition)) AS members FROM \

                """ + rows + " WHERE \(present)) AS ranked"
        }
        let aggregates = question.aggregates.map { $0.sql(isDistinct: metric.isDistinct) }
        let selected = (groups.map { SQLFragment($0) } + aggregates).joined(separator: ", ")
        let grouped = groups.isEmpty ? "" : " GROUP BY \(list) ORDER BY \(list)"
        return "SELECT " + selected + " FROM " + rows + " WHERE \(present)\(grouped)"
            + SQLFragment(" LIMIT ?", [SQLValue(question.maxResults)])
    }

    /// The rows that the figure is made of: their groups and the value `v`.
    private func rows() throws(SearchError) -> SQLFragment {
        var columns: [SQLFragment] = []
        if let interval {
            let size = SQLValue.integer(interval)
            let time = metric.time.perMillisecond == 1 ? metric.time.column : "\(metric.time.column) / \(metric.time.perMillisecond)"
            let divisor = "CAST(? AS BIGINT)"
            columns.append(SQLFragment("(\(time)) - ((\(time)) % \(divisor) + \(divisor)) % \(divisor) AS bucket", [size, size, size]))
        }
        for (place, dimension) in dimensions.enumerated() { columns.append(SQLFragment("\(dimension.sql(dialect)) AS d\(place)")) }
        columns.append(SQLFragment("\(metric.value(dialect)) AS v"))
        var conditions = [dialect.isAmong("trace.experiment_id", experiments.map(\.rawValue))]
        if question.view == .assessments { conditions.append(SQLFragment("assessment.valid = 1")) }
        for filter in question.filters { conditions.append(try TraceMetricFilter(filter).condition(question.view)) }
        conditions += times
        return "SELECT " + columns.joined(separator: ", ") + " FROM \(table) WHERE " + conditions.joined(separator: " AND ")
    }

    private var table: String {
        switch question.view {
        case .traces: "trace"
        case .spans: "trace JOIN span ON span.trace_key = trace.key"
        case .assessments:
            """
            trace JOIN assessment ON assessment.target_key = trace.key JOIN measure ON measure.key = assessment.measure_key
            """
        }
    }

    /// The conditions on time; the last millisecond counts whole.
    private var times: [SQLFragment] {
        let (column, unit) = metric.time
        func scaled(_ time: Int64) -> Int64 {
            let (scaled, overflow) = time.multipliedReportingOverflow(by: unit)
            return overflow ? (time < 0 ? .min : .max) : scaled
        }
        var conditions: [SQLFragment] = []
        if let start = question.start { conditions.append(SQLFragment("\(column) >= ?", [.integer(scaled(start))])) }
        if let end = question.end {
            let (last, overflow) = scaled(end).addingReportingOverflow(unit - 1)
            conditions.append(SQLFragment("\(column) <= ?", [.integer(overflow ? .max : last)]))
        }
        return conditions
    }
}

extension TraceMetricStatement {
    /// The point that a row is; nil when it has no value.
    func point(_ row: any SQLRow) -> TraceMetricPoint? {
        var column = 0
        var time: Timestamp?
        if interval != nil {
            time = row.integer(0).map(Timestamp.init(rawValue:))
            column = 1
        }
        var named: [NamedText] = []
        for dimension in dimensions {
            named.append(NamedText(dimension.rawValue, dimension.shown(row.text(column) ?? "")))
            column += 1
        }
        var values: [(label: String, value: Double)] = []
        for aggregate in question.aggregates {
            if let value = row.number(column) { values.append((aggregate.label, value)) }
            column += 1
        }
        return values.isEmpty ? nil : TraceMetricPoint(time: time, dimensions: named, values: values)
    }
}
