/// The search for one page of runs, compiled.
struct RunSearchQuery: Sendable {
    let limit: Int
    let offset: Int
    private let scope: SQLFragment
    private let condition: SearchCondition

    init(
        experiments: [ExperimentID], filter: String, view: LifecycleView, orderBy: [String], limit: Int, offset: Int,
        dialect: SQLDialect
    ) throws(SearchError) {
        self.limit = limit
        self.offset = offset
        condition = try RunSearchTerms.condition(filter: filter, orderBy: orderBy, dialect: dialect)
        let experiment =
            experiments.count == 1
            ? SQLFragment("run.experiment_id = ?", experiments.map { .integer($0.rawValue) })
            : dialect.isAmong("run.experiment_id", experiments.map(\.rawValue))
        scope = [experiment, view.condition("run.lifecycle_stage")].compactMap { $0 }.joined(separator: " AND ")
    }

    /// The numbers of the runs that fulfil the filter, in order.
    func keys(_ connection: any SQLConnection) throws -> [Int64] {
        try connection.keys(condition.statement(selecting: "run.key", from: "run", where: scope, limit: limit, offset: offset))
    }
}
