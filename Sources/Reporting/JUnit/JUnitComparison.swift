import Statistics

/// Comparisons for continuous integration: a suite per pair of runs, a case per gate and per figure; a worse figure fails.
struct JUnitComparison {
    let reports: [ComparisonReport]

    init(_ reports: [ComparisonReport]) { self.reports = reports }

    /// The document.
    var bytes: [UInt8] { JUnitSuite.document(reports.map(suite)) }

    private func suite(_ report: ComparisonReport) -> JUnitSuite {
        var suite = JUnitSuite(name: report.candidate.name + " against " + report.baseline.name)
        suite.properties = [Setting("candidate", report.candidate.id), Setting("baseline", report.baseline.id)]
        let className = "touchstone." + (report.candidate.experiment ?? report.candidate.name)
        let gates = report.gates.map { JUnitSuite.Case(className: className, name: $0.text, result: .init($0), output: $0.sentence) }
        let metrics = report.metrics.map { metric in
            JUnitSuite.Case(className: className, name: metric.key, result: Self.result(metric), output: Self.sentence(metric))
        }
        suite.cases = gates + metrics
        return suite
    }

    private static func result(_ metric: ComparedMetric) -> JUnitSuite.Result {
        switch metric.verdict.outcome {
        case .worse: .failure(type: "worse", message: sentence(metric))
        case .better, .equivalent, .inconclusive: .passed
        case nil: .error(type: "undefined", message: metric.verdict.undefinedReason ?? "the difference is undefined")
        }
    }

    private static func sentence(_ metric: ComparedMetric) -> String {
        let text = VerdictText(metric.verdict)
        return
            "\(metric.verdict.outcome?.rawValue ?? "undefined"): \(text.change), difference \(text.difference) \(text.differenceInterval), "
            + "p \(text.pValue), \(metric.movement), \(text.units)"
    }
}
