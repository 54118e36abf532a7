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

    /// A column whose heading orders by a key, the other way round when it does so already.
    func column(_ name: String, _ title: String? = nil, by key: String, at path: String) -> PageTable.Column {
        let current: String? = order == key + " ASC" ? "ascending" : order == key + " DESC" ? "descending" : nil
        let next = key + (current == "descending" ? " ASC" : " DESC")
        let link = PageFrame.link(path, [("filter", filter), ("order", next)])
        return PageTable.Column(name, title, link: link, order: current)
    }

    /// The link to the page of runs after this one: behind its last run, in any order.
    func next(_ found: SearchPage<FoundRun>, at path: String) -> String? {
        found.items.last.flatMap { found.nextToken == nil ? nil : next(behind: $0.run.id.rawValue, at: path) }
    }

    /// The link to the page of experiments after this one: behind its last experiment, in any order.
    func next(_ found: SearchPage<FoundExperiment>, at path: String) -> String? {
        found.items.last.flatMap { found.nextToken == nil ? nil : next(behind: $0.experiment.id.description, at: path) }
    }

    private func next(behind last: String, at path: String) -> String {
        PageFrame.link(path, [("filter", filter), ("order", order), ("after", last)])
    }
}
