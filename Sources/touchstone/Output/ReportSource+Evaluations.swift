import Evaluation
import Reporting
import Server
import Tracking

extension ReportSource {
    /// Reports and comparisons of the evaluations in a store.
    static func evaluations(in store: TrackingStore) -> ReportSource {
        ReportSource(
            report: { run in try? await RunReport(of: run, in: store) },
            comparisons: { candidates, baseline in
                var reports: [ComparisonReport] = []
                for candidate in candidates {
                    let report = try? await ComparisonReport(candidate: candidate, baseline: baseline, margin: nil, in: store)
                    if let report { reports.append(report) }
                }
                return ComparisonReport.family(reports)
            })
    }
}
