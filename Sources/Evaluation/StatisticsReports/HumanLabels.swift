/// A judge's scores beside people's labels, row by row.
struct HumanLabels: Sendable {
    /// The judge's scores.
    let judge: NumberColumn
    /// Each person's labels.
    let humans: [NumberColumn]
    /// Per row the people's label: of passes and fails the majority, else the mean; nil without one.
    let truth: [Double?]
    /// The rows with a label and a score.
    let labelled: [Int]
    /// The rows with a score only.
    let unlabelled: [Int]
    /// Rows whose people are evenly divided between pass and fail.
    private let ties: Int

    init(judge: NumberColumn, humans: [NumberColumn]) {
        self.judge = judge
        self.humans = humans
        let isPassFail = humans.allSatisfy(\.isPassFail)
        var ties = 0
        let truth = judge.values.indices.map { row -> Double? in
            let labels = humans.compactMap { $0.values[row] }
            guard !labels.isEmpty else { return nil }
            let mean = labels.reduce(0, +) / Double(labels.count)
            guard isPassFail, labels.count > 1 else { return mean }
            if mean == 0.5 { ties += 1 }
            return mean == 0.5 ? nil : mean > 0.5 ? 1 : 0
        }
        self.truth = truth
        self.ties = ties
        labelled = truth.indices.filter { truth[$0] != nil && judge.values[$0] != nil }
        unlabelled = truth.indices.filter { truth[$0] == nil && judge.values[$0] != nil }
    }

    /// Whether judge and people say pass or fail only.
    var isPassFail: Bool { judge.isPassFail && humans.allSatisfy(\.isPassFail) }

    /// Whether labels are graded or measured rather than one of a few whole numbers.
    var isGraded: Bool {
        let values = (humans + [judge]).flatMap { $0.values.compactMap { $0 } }
        return Set(values).count > 20 || values.contains { $0 != $0.rounded() }
    }

    /// A column's numbers under names of their rows.
    func byItem(_ column: NumberColumn) -> [String: Double] {
        Dictionary(uniqueKeysWithValues: column.values.enumerated().compactMap { row, value in value.map { (String(row), $0) } })
    }

    /// What a reader should know of rows that take no part.
    var warnings: [String] {
        var warnings: [String] = []
        let unjudged = truth.indices.count { judge.values[$0] == nil }
        if unjudged > 0 { warnings.append("\(unjudged) of \(truth.count) rows have no score of \(judge.name) and were left out") }
        if ties > 0 { warnings.append("\(ties) rows on which people are evenly divided count as unlabelled") }
        for column in humans where column.unusable > 0 { warnings.append(column.warning ?? "") }
        return warnings
    }
}
