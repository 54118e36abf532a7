/// What the spans of a trace say of the trace as a whole.
struct TraceSummary: Sendable, Hashable {
    /// What is read of each span.
    struct Node: Sendable, Hashable {
        let id: String
        let parentID: String?
        let status: TraceSpan.Status
        let startTime: Int64
        let endTime: Int64?
        let usage: TokenUsage?
        let cost: SpanCost?
    }

    let requestTime: Timestamp
    /// Milliseconds; nil when nothing has ended.
    let duration: Int64?
    /// How the root ended; nil while there is no root.
    let rootState: TraceState?
    /// Counted once, however many spans repeat it; nil when no span counts tokens.
    let usage: TokenUsage?
    let cost: SpanCost?

    /// The summary of all spans of a trace, in any order; nil without spans.
    init?(_ nodes: [Node]) {
        guard let start = nodes.map(\.startTime).min() else { return nil }
        requestTime = Timestamp(rawValue: start / 1_000_000)
        duration = nodes.compactMap(\.endTime).max().map { max(0, $0 / 1_000_000 - start / 1_000_000) }
        let root = nodes.filter { $0.parentID == nil }.min { ($0.startTime, $0.id) < ($1.startTime, $1.id) }
        rootState = root.map { $0.status == .error ? .error : $0.endTime == nil ? .inProgress : .ok }
        let usages = SpanFigures.counted(nodes.map { SpanFigures.Node(id: $0.id, parentID: $0.parentID, figure: $0.usage) })
        usage = usages.isEmpty ? nil : usages.reduce(TokenUsage(), +)
        let costs = SpanFigures.counted(nodes.map { SpanFigures.Node(id: $0.id, parentID: $0.parentID, figure: $0.cost) })
        cost = costs.isEmpty ? nil : costs.reduce(SpanCost(), +)
    }
}

extension TraceSummary.Node {
    static let columns = "id, parent_id, status, start_time, end_time, usage, cost"

    init(_ columns: inout SQLColumns) throws {
        id = try columns.text()
        parentID = try columns.optionalText()
        status = try columns.named(TraceSpan.Status.self)
        startTime = try columns.int64()
        endTime = try columns.optionalInt64()
        usage = TokenUsage(try columns.optionalJSON())
        cost = SpanCost(try columns.optionalJSON())
    }
}
