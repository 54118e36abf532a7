/// A question about many traces: one figure, told apart by some dimensions and perhaps by time.
package struct TraceMetricQuestion: Sendable {
    package var view: TraceMetricView
    package var metric: String
    package var aggregates: [TraceAggregate]
    package var dimensions: [String] = []
    /// Conditions that must all hold, each one comparison.
    package var filters: [String] = []
    /// How long the times are that are told apart, in seconds; nil for all times together.
    package var interval: Int64?
    /// Milliseconds since 1970, both included.
    package var start: Int64?
    package var end: Int64?
    package var maxResults = 1000

    /// A question about all times.
    package init(_ view: TraceMetricView, _ metric: String, _ aggregates: [TraceAggregate]) {
        self.view = view
        self.metric = metric
        self.aggregates = aggregates
    }
}

/// One answer to a question about many traces.
package struct TraceMetricPoint: Sendable, Hashable {
    /// When the time that it is about begins, in milliseconds; nil where times are not told apart.
    package let time: Timestamp?
    /// What it is about, by the names of the dimensions.
    package let dimensions: [NamedText]
    /// Its values, by the labels of the aggregates.
    package let values: [(label: String, value: Double)]

    package static func == (left: TraceMetricPoint, right: TraceMetricPoint) -> Bool {
        left.time == right.time && left.dimensions == right.dimensions && left.values.elementsEqual(right.values, by: ==)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(time)
        hasher.combine(dimensions)
    }
}

extension TrackingStore {
    /// Answers a question about the traces of some experiments, by time and then by dimension; what has no value is left out.
    ///
    /// Throws ``SearchError`` when it asks for what there is not.
    package func answer(_ question: TraceMetricQuestion, experiments: [ExperimentID]) async throws -> [TraceMetricPoint] {
        let statement = try TraceMetricStatement(question, experiments, driver.dialect)
        return try await read { connection in
            var points: [TraceMetricPoint] = []
            try connection.forEachRowOnce(statement.whole.sql, statement.whole.arguments) { row in
                if let point = statement.point(row) { points.append(point) }
                return true
            }
            return points
        }
    }
}
