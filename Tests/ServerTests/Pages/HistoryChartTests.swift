import Reporting
import Testing

@testable import Server
@testable import Tracking

@Suite struct HistoryChartTests {
    private func history(_ values: [Double], steps: (Int) -> Int64 = { Int64($0) }, limit: Int = 400) -> HistoryOutline {
        let points = values.enumerated().map { place, value in
            MetricPoint(value: value, step: steps(place), time: Timestamp(rawValue: 1_700_000_000_000 + Int64(place) * 1000))
        }
        return HistoryOutline(points, limit: limit)
    }

    private func markup(_ lines: [(Int, HistoryOutline)], remark: String? = nil) -> String {
        var writer = MarkupWriter(.html)
        let lines = lines.map { HistoryChart.Line(name: "run \($0.0)", place: $0.0, history: $0.1) }
        HistoryChart(id: "h0", metric: "loss", lines: lines, remark: remark).write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `a line has the colour of its run where another run is missing`() {
        let page = markup([(0, history([1, 2])), (2, history([2, 3]))])
        #expect(page.contains("class=\"line0\"") && page.contains("class=\"line2\"") && !page.contains("class=\"line1\""))
    }

    @Test func `a long history is drawn to its end, with its spike, and described truly`() {
        let page = markup([(0, history((0..<15_000).map { $0 == 7001 ? 500 : 5 }))])
        #expect(page.contains("run 0: 15000 values, the last 5") && page.contains(" at step 14999"))
        #expect(page.contains(">step 0<") && page.contains(">step 14999<"))
        #expect(page.contains(">600<"))
        #expect(page.split(separator: ",").count < 500)
    }

    @Test func `lines break at values that are not finite, and a value between two is a dot`() {
        let page = markup([(0, history([1, 2, .nan, 3, .infinity, 4, 5]))])
        #expect(page.split(separator: "<polyline").count == 3 && page.split(separator: "<circle").count == 2)
        #expect(page.contains("7 values (2 of them NaN or infinite), the last 5"))
    }

    @Test func `without a finite value words stand in the place of the chart`() {
        let page = markup([(0, history([.nan, .infinity, .nan]))])
        #expect(!page.contains("<svg") && page.contains("no value is finite") && page.contains("3 values (3 of them NaN or infinite)"))
    }

    @Test func `values at one step are drawn over time`() {
        let page = markup([(0, history([3, 2, 1], steps: { _ in 0 }))])
        #expect(page.contains("loss over time") && page.contains(">first value<") && page.contains(">after 2.0 s<"))
        #expect(!page.contains(">step 0<"))
        let mixed = markup([(0, history([3, 2, 1], steps: { _ in 0 })), (1, history([3, 2]))])
        #expect(mixed.contains("loss over steps"))
    }

    @Test func `a remark stands behind the figure`() {
        #expect(markup([(0, history([1, 2]))], remark: "more < less").hasSuffix("</figure><p>more &lt; less</p>"))
    }

    @Test func `steps of any size are whole numbers`() {
        let page = markup([(0, history([1, 2], steps: { $0 == 0 ? -399 : 1_700_000_000 }))])
        #expect(page.contains(">step -399<") && page.contains(">step 1700000000<"))
        let farthest = markup([(0, history([1, 2], steps: { $0 == 0 ? .min : .max }))])
        #expect(farthest.contains("<polyline") && !farthest.contains("nan"))
    }
}
