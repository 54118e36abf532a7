import TouchstoneJSON
import Tracking

/// What a list page is asked for: a filter, an order, a place to go on from.
struct PageQuery: Sendable {
    let filter: String
    /// A clause of the search language's order, such as `metrics.loss ASC`; empty for the newest first.
    let order: String
    let token: String?
    /// The last row of the page before, which the page begins behind.
    let after: String?

    init(_ fields: Fields) throws(MLflowError) {
        filter = try fields.text("filter") ?? ""
        order = try fields.text("order") ?? ""
        token = try fields.text("token").flatMap { $0.isEmpty ? nil : $0 }
        after = try fields.text("after").flatMap { $0.isEmpty ? nil : $0 }
    }

    var orderBy: [String] { order.isEmpty ? [] : [order] }

    /// Whether the page is the first of its list.
    var isFirst: Bool { after == nil && token == nil }

    /// The link to the first page of the list.
    var first: String { Self.link([("filter", filter), ("order", order)]) }

    /// The metric that the order begins with; nil for another order.
    var orderedMetric: String? { RunSearchTerms.orderedMetric(orderBy) }

    /// A link to the page at hand with other fields: it keeps the path and the form of whoever follows it.
    private static func link(_ fields: [(String, String)]) -> String {
        let link = PageFrame.link("", fields)
        return link.isEmpty ? "?" : link
    }

    /// A column whose heading orders by a key, the other way round when it does so already.
    func column(_ name: String, _ title: String? = nil, by key: String) -> PageTable.Column {
        let current: String? = order == key + " ASC" ? "ascending" : order == key + " DESC" ? "descending" : nil
        let next = key + (current == "descending" ? " ASC" : " DESC")
        let link = Self.link([("filter", filter), ("order", next)])
        return PageTable.Column(name, title, link: link, order: current)
    }

    /// The link to the page of runs after this one: behind its last run, in any order.
    func next(_ found: SearchPage<FoundRun>) -> String? {
        found.items.last.flatMap { found.nextToken == nil ? nil : next(behind: $0.run.id.rawValue) }
    }

    /// The link to the page of experiments after this one: behind its last experiment, in any order.
    func next(_ found: SearchPage<FoundExperiment>) -> String? {
        found.items.last.flatMap { found.nextToken == nil ? nil : next(behind: $0.experiment.id.description) }
    }

    private func next(behind last: String) -> String {
        Self.link([("filter", filter), ("order", order), ("after", last)])
    }
}
