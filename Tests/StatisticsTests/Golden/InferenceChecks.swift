import GoldenSupport

/// Sections 0 to 2 of the statistics: special functions, intervals, comparisons, power, rankings.
let inferenceChecks: [String: GoldenCheck] = [
    specialFunctionChecks, intervalChecks, comparisonChecks, decisionChecks,
].reduce(into: [:]) { table, topic in table.merge(topic) { first, _ in first } }
