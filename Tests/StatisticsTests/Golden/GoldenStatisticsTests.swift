import GoldenSupport
import Testing

/// Every golden row of `statistics/`, against the reference implementations' values.
@Suite struct GoldenStatisticsTests {
    /// One table per topic: what computes each function, or why nothing does.
    private static let topics: [[String: GoldenCheck]] = [
        inferenceChecks, monitoringChecks,
    ]

    private static let checks = topics.reduce(into: [:]) { table, topic in table.merge(topic) { first, _ in first } }

    @Test(arguments: GoldenFolder.files(in: "statistics"))
    func `golden rows agree`(file: String) throws {
        let outcome = try GoldenOutcome(file: file, family: "statistics", checks: Self.checks)
        #expect(outcome.unknown.isEmpty, "functions without a check: \(outcome.unknown.sorted())")
        #expect(outcome.differences.isEmpty, "\(outcome.differences.prefix(20).joined(separator: "\n"))")
    }
}
