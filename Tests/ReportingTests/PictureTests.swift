import Foundation
import Statistics
import Testing

@testable import Reporting

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct PictureTests {
    private static let hostile = [Double.nan, .infinity, -.infinity, 0, -1e308, 1e308, Double.leastNonzeroMagnitude, 0.5]

    private func expectWellFormed(_ svg: String, _ sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(XMLParser(data: Data(svg.utf8)).parse(), sourceLocation: sourceLocation)
        #expect(svg.contains("<title id="), sourceLocation: sourceLocation)
        #expect(svg.contains("<desc id="), sourceLocation: sourceLocation)
        #expect(!svg.contains("NaN%") && !svg.contains("∞%"), sourceLocation: sourceLocation)
    }

    @Test func `every picture of the example is well-formed`() {
        for (_, svg) in ExampleRun.report.metrics.flatMap(\.pictures) { expectWellFormed(svg) }
        let names = ExampleRun.report.metrics.flatMap(\.pictures).map(\.name)
        for name in ["intervals", "histogram", "confusion", "curve-roc", "curve-precision_recall", "reliability"] {
            #expect(names.contains(name))
        }
    }

    private func verdict(_ estimate: Double, _ lower: Double, _ upper: Double) -> Verdict {
        let interval = Interval(lower: lower, upper: upper, level: 0.95, method: "\"t\" & more")
        var verdict = Verdict(metric: "m", n: 3)
        verdict.estimate = estimate
        verdict.interval = interval
        verdict.difference = .init(
            baseline: lower, candidate: upper, estimate: estimate, interval: interval, higher: 1, lower: 1, equal: 1)
        return verdict
    }

    @Test func `an interval plot survives any numbers and labels`() {
        for lower in Self.hostile {
            for upper in Self.hostile {
                let verdicts = Self.hostile.map { verdict($0, lower, upper) }
                let rows = verdicts.flatMap {
                    [IntervalPlot.Row(ExampleRun.hostile, estimateOf: $0), IntervalPlot.Row("<&>", differenceOf: $0, isPart: true)]
                }
                let plot = IntervalPlot(
                    id: "p", title: ExampleRun.hostile, rows: rows, scale: PlotScale(holding: [lower, upper]), reference: 0, margin: upper,
                    sides: ("a", "b"))
                expectWellFormed(plot.svg)
            }
        }
    }

    @Test func `a gate's bound is drawn on the axis, and left out beyond it`() {
        let row = IntervalPlot.Row(
            "a", estimateOf: verdict(0.5, 0.25, 1), bounds: [Bound(0.75, gate: "m >= 0.75"), Bound(3, gate: "m <= 3")])
        let svg = IntervalPlot(id: "p", title: "t", rows: [row], scale: PlotScale(0, 1)).svg
        expectWellFormed(svg)
        #expect(svg.contains("x1=\"74.00%\" x2=\"74.00%\""))
        #expect(svg.contains("gate m &gt;= 0.75") || svg.contains("gate m >= 0.75"))
        #expect(svg.components(separatedBy: "class=\"gate\"").count == 2)
    }

    @Test func `an estimate lies where the axis says`() throws {
        let row = IntervalPlot.Row("a", estimateOf: verdict(0.5, 0.25, 1))
        let svg = IntervalPlot(id: "p", title: "t", rows: [row], scale: PlotScale(0, 1)).svg
        #expect(svg.contains("cx=\"50.00%\""))
        #expect(svg.contains("x1=\"26.00%\" x2=\"98.00%\""))
    }

    @Test func `empty and ragged distributions draw`() {
        expectWellFormed(HistogramPlot(id: "h", title: "t", bins: []).svg)
        expectWellFormed(HistogramPlot(id: "h", title: "t", bins: [HistogramBin(lower: .nan, upper: .infinity, count: -3)]).svg)
        expectWellFormed(ConfusionPlot(id: "c", title: "t", matrix: ConfusionMatrix(labels: ["a", "b"], counts: [[1]])).svg)
        expectWellFormed(ConfusionPlot(id: "c", title: "t", matrix: ConfusionMatrix(labels: [], counts: [])).svg)
        expectWellFormed(CurvePlot(id: "c", metric: "m", curve: Curve(.roc, points: [.init(.nan, 7)])).svg)
        expectWellFormed(ReliabilityPlot(id: "r", metric: "m", bins: []).svg)
    }

    @Test(arguments: [
        ([0.2, 0.9], 0.0, 1.0), ([131.2, 148.4], 130, 150), ([-0.3, 0.4], -0.4, 0.4), ([5, 5], 4, 6), ([], 0, 1), ([.nan], 0, 1),
    ])
    func `scales end at round numbers that hold the values`(values: [Double], lower: Double, upper: Double) {
        let scale = PlotScale(holding: values)
        for value in values where value.isFinite { #expect(scale.lower <= value && value <= scale.upper) }
        if values != [5, 5] { #expect(abs(scale.lower - lower) < 1e-9 && abs(scale.upper - upper) < 1e-9) }
        #expect((2...12).contains(scale.ticks.count))
    }
}
