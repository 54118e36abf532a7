/// The search for one page of runs, compiled.
///
/// There are three ways through the tables, and which is short depends on what they hold: from the few metrics that fulfil one clause of
/// the filter; along the index of the metric that the order begins with, which ends with the page; or along the runs of the
/// experiments. Counting a few rows tells which to take. All find the same.
struct RunSearchQuery: Sendable {
    let limit: Int
    let offset: Int
    private let experiments: SQLFragment
    private var scope: SQLFragment
    private let conditions: SQLFragment
    private let order: OrderClauses
    private let drivers: [MetricDriver]
    private var walk: MetricWalk?

    init(
        experiments: [ExperimentID], filter: String, view: LifecycleView, orderBy: [String], limit: Int, offset: Int,
        dialect: SQLDialect
    ) throws(SearchError) {
        self.limit = limit
        self.offset = offset
        let comparisons = try RunSearchTerms.comparisons(filter)
        conditions = try RunSearchTerms.conditions(comparisons, dialect).joined(separator: " AND ")
        var drivers: [MetricDriver] = []
        for comparison in comparisons {
            if let driver = try MetricDriver(comparison) { drivers.append(driver) }
        }
        self.drivers = drivers
        order = try RunSearchTerms.order(orderBy)
        walk = try MetricWalk(try RunSearchTerms.orderItems(orderBy))
        self.experiments =
            experiments.count == 1
            ? SQLFragment("run.experiment_id = ?", experiments.map { .integer($0.rawValue) })
            : dialect.isAmong("run.experiment_id", experiments.map(\.rawValue))
        scope = [self.experiments, view.condition("run.lifecycle_stage")].compactMap { $0 }.joined(separator: " AND ")
    }

    /// The search for what comes behind a run in its order; itself when there is none.
    func following(_ last: RunID?, _ connection: any SQLConnection) throws -> RunSearchQuery {
        guard let last else { return self }
        let selected = "SELECT " + order.steps.map(\.value).joined(separator: ", ") + " FROM run " + order.joined
        let statement = selected + SQLFragment(" WHERE run.id = ?", [.text(last.rawValue)])
        var values: [SQLValue]?
        try connection.forEachRowOnce(statement.sql, statement.arguments) { row in
            values = order.steps.indices.map { row.value($0) }
            return false
        }
        guard let values else { throw SearchError("Invalid page token: there is no run '\(SearchError.shown(last.rawValue))'") }
        var further = self
        further.scope = further.scope + " AND " + order.behind(values)
        // The index of a metric orders by expressions of its own.
        further.walk = nil
        return further
    }

    /// Most metrics that a search starts from.
    private static let mostDriving = 4_000
    /// How many runs are too many to look at each.
    private static let many = 2_000

    /// The numbers of the runs that fulfil the filter, in order.
    func keys(_ connection: any SQLConnection) throws -> [Int64] {
        let hasChoice = walk != nil || !drivers.isEmpty
        let runCount = hasChoice ? try countRuns(connection) : 0
        if let driver = try driver(of: runCount, connection) {
            return try connection.keys(
                statement(from: "latest_metric AS driver CROSS JOIN run", where: driver.condition("driver"), link: "driver", order))
        }
        if let walk, runCount > Self.many {
            let from = "latest_metric AS \(MetricWalk.alias) CROSS JOIN run"
            let ranges = drivers.filter { $0.key == walk.key }.map { $0.condition(MetricWalk.alias) }
            let condition = ([walk.condition] + ranges).joined(separator: " AND ")
            let keys = try connection.keys(statement(from: from, where: condition, link: MetricWalk.alias, walk.order))
            if keys.count == limit || !ranges.isEmpty { return keys }
        }
        return try connection.keys(plain)
    }

    /// The way along the runs of the experiments.
    var plain: SQLFragment { statement(from: "run", where: nil, link: nil, order) }

    private func statement(from tables: String, where first: SQLFragment?, link: String?, _ order: OrderClauses) -> SQLFragment {
        let linked = link.map { SQLFragment("run.key = \($0).run_key") }
        let own = [first, linked, scope].compactMap { $0 }.joined(separator: " AND ")
        let condition = SearchCondition(
            joins: order.joined, condition: conditions.sql.isEmpty ? .always : conditions, order: order.ordered)
        return condition.statement(selecting: "run.key", from: tables, where: own, limit: limit, offset: offset)
    }

    /// The clause to start from, when that takes fewer steps than going along the order until the page is full.
    private func driver(of runCount: Int, _ connection: any SQLConnection) throws -> MetricDriver? {
        var best: (driver: MetricDriver, count: Int)?
        var share = 1.0
        for driver in drivers.prefix(8) {
            let count = try driver.count(atMost: Self.mostDriving + 1, connection)
            guard count <= Self.mostDriving else { continue }
            share *= min(1, Double(count) / Double(max(1, runCount)))
            if count < best?.count ?? .max { best = (driver, count) }
        }
        guard let best, best.driver.key != walk?.key || runCount <= Self.many else { return nil }
        let steps = canStopEarly && share > 0 ? min(Double(runCount), Double(offset + limit) / share) : Double(runCount)
        return Double(best.count) <= steps ? best.driver : nil
    }

    /// Whether there is an index in the order that is asked for.
    private var canStopEarly: Bool { walk != nil || order.steps.first?.value.sql.hasPrefix("run.start_time") == true }

    /// How many runs the experiments have, deleted ones too, counted no further than is of interest.
    private func countRuns(_ connection: any SQLConnection) throws -> Int {
        let some = "SELECT 1 FROM run WHERE " + experiments + SQLFragment(" LIMIT ?", [SQLValue(Self.mostDriving + 1)])
        let count = "SELECT count(*) FROM (" + some + ") AS some_runs"
        return try connection.first(count.sql, count.arguments) { try $0.int() } ?? 0
    }
}

/// The way along the index of the metric that an order begins with. It passes only runs that have a number for the metric, which are the
/// first of any order by it.
private struct MetricWalk: Sendable {
    static let alias = "walked"

    let key: String
    let order: OrderClauses

    /// The way for an order; nil when it does not begin with a metric.
    init?(_ items: [NamedOrder]) throws(SearchError) {
        guard let first = items.first, first.name.subject == .metric else { return nil }
        key = first.name.key
        var order = OrderClauses()
        try order.note(first.name)
        order.add("\(Self.alias).value", isAscending: first.isAscending, canBeNull: false)
        try RunSearchTerms.add(items.dropFirst(), to: &order)
        self.order = order
    }

    var condition: SQLFragment { SQLFragment("\(Self.alias).name = ? AND \(Self.alias).is_nan = 0", [.text(key)]) }
}
