extension Gate.Threshold {
    /// Reads `METRIC[.STATISTIC][COLUMN[=VALUE]] >=|<= NUMBER`; nil when the text is none.
    ///
    /// Statistics are `mean` (the default), `p50` or any other percentile, `median`, `min`, `max` and `total`.
    public init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard let operation = words.firstIndex(where: { [">=", "<="].contains($0) }), operation > 0, operation == words.count - 2,
            let bound = Double(words[operation + 1]), bound.isFinite
        else { return nil }
        var figure = words[..<operation].joined(separator: " ")
        slice = nil
        if figure.hasSuffix("]"), let open = figure.firstIndex(of: "[") {
            let inside = figure[figure.index(after: open)...].dropLast().split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let column = inside.first, !column.isEmpty else { return nil }
            slice = Gate.Slice(column: String(column), value: inside.count == 2 ? String(inside[1]) : nil)
            figure = String(figure[..<open])
        }
        var name = figure
        statistic = .mean
        if let dot = figure.lastIndex(of: "."), let found = Gate.Statistic(String(figure[figure.index(after: dot)...])) {
            statistic = found
            name = String(figure[..<dot])
        }
        guard !name.isEmpty, !name.contains(" ") else { return nil }
        self.text = text
        metric = name
        isMinimum = words[operation] == ">="
        self.bound = bound
    }
}

extension Gate.Statistic {
    /// Reads a statistic's name; nil when it is none.
    init?(_ name: String) {
        switch name {
        case "mean", "rate": self = .mean
        case "median": self = .percentile(50)
        case "min": self = .minimum
        case "max": self = .maximum
        case "total", "sum": self = .total
        default:
            guard name.hasPrefix("p"), let percent = Double(name.dropFirst()), (0...100).contains(percent) else { return nil }
            self = .percentile(percent)
        }
    }
}
