import Statistics

/// A run for continuous integration: a case per gate, a case per figure that has no value, and one for a run that did not finish.
struct JUnitRunReport: ReportDocument {
    let report: RunReport

    init(_ report: RunReport) { self.report = report }

    mutating func opening() -> [UInt8] { JUnitSuite.document([suite]) }

    mutating func next(_ sample: SampleReport) -> [UInt8] { [] }

    mutating func closing() -> [UInt8] { [] }

    private var suite: JUnitSuite {
        var suite = JUnitSuite(name: report.run.name)
        suite.timestamp = report.startedAt.map(TimeText.iso)
        if let start = report.startedAt, let end = report.endedAt, end >= start { suite.seconds = Double(end - start) / 1000 }
        suite.properties =
            [Setting("run", report.run.id)] + (report.run.experiment.map { [Setting("experiment", $0)] } ?? []) + report.settings
            + (report.calls?.properties ?? [])
        suite.cases = runCases + gateCases + metricCases
        return suite
    }

    private var className: String { "touchstone." + (report.run.experiment ?? report.run.name) }

    private var runCases: [JUnitSuite.Case] {
        guard report.status != .finished else { return [] }
        return [.init(className: className, name: "run", result: .error(type: "run", message: "the run is " + report.status.rawValue))]
    }

    private var gateCases: [JUnitSuite.Case] {
        report.gates.map { .init(className: className, name: $0.text, result: .init($0), output: $0.sentence) }
    }

    private var metricCases: [JUnitSuite.Case] {
        report.metrics.compactMap { metric in
            let output = "\(metric.counts.scored) scored, \(metric.counts.unscored) unscored, \(metric.counts.errored) errored"
            let figure = VerdictText(metric.verdict).figure
            if metric.verdict.estimate == nil {
                return .init(className: className, name: metric.key, result: .error(type: "undefined", message: figure), output: output)
            }
            guard metric.verdict.outcome == .worse else { return nil }
            return .init(className: className, name: metric.key, result: .failure(type: "worse", message: figure), output: output)
        }
    }
}

extension CallSummary {
    /// What the calls came to, as properties of a suite.
    fileprivate var properties: [Setting] {
        [
            Setting("calls.made", String(made)), Setting("calls.attempts", String(made + retried)), Setting("calls.cached", String(cached)),
            Setting("calls.failed", String(failed)),
        ]
    }
}
