package import Reporting
package import Tracking

/// Where pages get what evaluations know about their runs: figures with intervals, and paired comparisons.
///
/// Evaluations lie on another floor, so whoever starts the server hands them in.
package struct ReportSource: Sendable {
    /// The report of a run; nil when no evaluation made it.
    package let report: @Sendable (RunID) async -> RunReport?
    /// The paired comparisons of candidates with a baseline, as one family; leaves out what cannot be compared.
    package let comparisons: @Sendable (_ candidates: [RunID], _ baseline: RunID) async -> [ComparisonReport]

    package init(
        report: @escaping @Sendable (RunID) async -> RunReport?,
        comparisons: @escaping @Sendable (_ candidates: [RunID], _ baseline: RunID) async -> [ComparisonReport]
    ) {
        self.report = report
        self.comparisons = comparisons
    }

    /// For servers without evaluations.
    package static let none = ReportSource(report: { _ in nil }, comparisons: { _, _ in [] })
}
