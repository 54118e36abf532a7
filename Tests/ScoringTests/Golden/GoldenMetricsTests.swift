import GoldenSupport
import Testing

/// Every golden row of `metrics/`, against the reference implementations' values.
@Suite struct GoldenMetricsTests {
    /// One table per topic: what computes each metric, or why nothing does.
    private static let topics: [[String: GoldenCheck]] = [
        retrievalChecks, readabilityChecks, tokenChecks, validityChecks, classificationChecks, biasChecks, aggregationChecks,
        textMatchChecks, overlapChecks, diversityChecks,
    ]

    private static let checks = topics.reduce(into: [:]) { table, topic in table.merge(topic) { first, _ in first } }

    @Test(arguments: GoldenFolder.files(in: "metrics"))
    func `golden rows agree`(file: String) throws {
        let outcome = try GoldenOutcome(file: file, family: "metrics", checks: Self.checks)
        #expect(outcome.unknown.isEmpty, "metrics without a check: \(outcome.unknown.sorted())")
        #expect(outcome.differences.isEmpty, "\(outcome.differences.prefix(20).joined(separator: "\n"))")
    }

    @Test(arguments: GoldenFolder.files(in: "own"))
    func `golden rows of our own agree`(file: String) throws {
        let outcome = try GoldenOutcome(file: file, family: "own", checks: ownChecks)
        #expect(outcome.unknown.isEmpty, "metrics without a check: \(outcome.unknown.sorted())")
        #expect(outcome.differences.isEmpty, "\(outcome.differences.prefix(20).joined(separator: "\n"))")
    }
}
