/// One page of what a search found.
package struct SearchPage<Found: Sendable>: Sendable {
    /// What the page holds, in order.
    package let items: [Found]
    /// What to ask the next page with; nil on the last one.
    package let nextToken: String?

    /// A page.
    package init(items: [Found], nextToken: String?) {
        self.items = items
        self.nextToken = nextToken
    }

    /// A page from one more row than it holds, which tells that there is another.
    package init(_ found: [Found], from offset: Int, limit: Int) {
        items = Array(found.prefix(limit))
        nextToken = found.count > limit ? OffsetToken.text(offset + limit) : nil
    }
}
