/// One column of an order in which every two rows differ, and the way it goes: what a page needs that begins behind a row.
struct KeyStep: Sendable, Hashable {
    let column: String
    let isAscending: Bool

    /// What rows fulfil that come behind the one with these values. The first column is bounded by itself, so that its index leads
    /// straight there.
    static func behind(_ steps: ArraySlice<(KeyStep, SQLValue)>) -> SQLFragment {
        guard let (step, value) = steps.first else { return .never }
        let sign = step.isAscending ? ">" : "<"
        let beyond = SQLFragment("\(step.column) \(sign) ?", [value])
        let rest = steps.dropFirst()
        guard !rest.isEmpty else { return beyond }
        return SQLFragment("\(step.column) \(sign)= ? AND (", [value]) + beyond + " OR (" + behind(rest) + "))"
    }
}
