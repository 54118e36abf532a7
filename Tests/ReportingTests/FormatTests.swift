import Foundation
import Statistics
import Testing
import TouchstoneJSON

@testable import Reporting

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Collects the elements of an XML text with their attributes.
private final class ElementList: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) { elements.append((name, attributes)) }

    static func parsed(_ bytes: [UInt8]) throws -> [(name: String, attributes: [String: String])] {
        let list = ElementList()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = list
        try #require(parser.parse())
        return list.elements
    }
}

@Suite struct JUnitTests {
    private func written(_ report: RunReport) -> [UInt8] {
        var bytes: [UInt8] = []
        var document = ReportFormat.junit.document(report)
        document.write(ExampleRun.samples) { bytes += $0 }
        return bytes
    }

    @Test func `gates and figures without value are cases`() throws {
        let elements = try ElementList.parsed(written(ExampleRun.report))
        let suite = try #require(elements.first { $0.name == "testsuite" })
        #expect(suite.attributes["tests"] == "4" && suite.attributes["failures"] == "1" && suite.attributes["errors"] == "2")
        let names = elements.filter { $0.name == "testcase" }.map { $0.attributes["name"] }
        #expect(names == ["exact_match >= 0.8", "rougeL/v1/mean >= 0.7", "toxicity/v1/ratio <= 0.02", "judge_kappa"])
        #expect(elements.filter { $0.name == "failure" }.count == 1)
        #expect(elements.filter { $0.name == "error" }.count == 2)
    }

    @Test func `every control character is survived`() throws {
        var report = ExampleRun.report
        report.run.name = String(String.UnicodeScalarView((0..<0xA0).compactMap { Unicode.Scalar($0) })) + "\u{FFFE}\u{FFFF}]]>"
        report.gates[0].text = report.run.name
        report.gates[0].sentence = report.run.name
        report.settings.append(Setting(report.run.name, report.run.name))
        let elements = try ElementList.parsed(written(report))
        #expect(elements.first { $0.name == "testsuite" }?.attributes["name"]?.hasSuffix("]]>") == true)
    }

    @Test func `a run that did not finish is an error`() throws {
        var report = RunReport(run: RunReference(id: "r", name: "r"), status: .killed)
        report.metrics = []
        let elements = try ElementList.parsed(written(report))
        #expect(elements.contains { $0.name == "error" && $0.attributes["message"] == "the run is killed" })
    }

    @Test func `a worse figure fails a comparison`() throws {
        let elements = try ElementList.parsed(ReportFormat.junit.text([ExampleComparison.report]))
        #expect(elements.first { $0.name == "testsuite" }?.attributes["failures"] == "2")
        #expect(elements.filter { $0.name == "testcase" }.count == 6)
    }
}

@Suite struct CSVTests {
    /// A reader after RFC 4180, for what the writer writes.
    private func rows(_ bytes: [UInt8]) -> [[String]] {
        var (rows, row, cell, quoted) = ([[String]](), [String](), [UInt8](), false)
        var index = 0
        func end() {
            row.append(String(decoding: cell, as: UTF8.self))
            cell = []
        }
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if quoted {
                if byte == 0x22, next == 0x22 {
                    (index, cell) = (index + 1, cell + [0x22])
                } else if byte == 0x22 {
                    quoted = false
                } else {
                    cell.append(byte)
                }
            } else if byte == 0x22 {
                quoted = true
            } else if byte == 0x2C {
                end()
            } else if byte == 0x0D, next == 0x0A {
                end()
                rows.append(row)
                (row, index) = ([], index + 1)
            } else {
                cell.append(byte)
            }
            index += 1
        }
        return rows
    }

    private func written(formulaSafe: Bool, report: RunReport = ExampleRun.report) -> [[String]] {
        var options = ReportFormat.Options()
        options.csvFormulaSafe = formulaSafe
        var bytes: [UInt8] = []
        var document = ReportFormat.csv.document(report, options)
        document.write(ExampleRun.samples) { bytes += $0 }
        return rows(bytes)
    }

    @Test func `what is written reads back`() throws {
        let rows = written(formulaSafe: false)
        #expect(rows.count == 6)
        #expect(Set(rows.map(\.count)) == [16 + 3 * 5 + 1])
        let header = rows[0]
        let column = { (name: String) in header.firstIndex(of: name) ?? 0 }
        for (row, sample) in zip(rows.dropFirst(), ExampleRun.samples) {
            #expect(row[column("id")] == sample.id)
            #expect(row[column("state")] == sample.state.names.joined(separator: " "))
            #expect(row[column("outputs")] == sample.outputs?.stringValue ?? "")
            #expect(row[column("error")] == sample.error ?? "")
            let rouge = sample.scores.first { $0.name == "rougeL/v1" }?.value?.doubleValue
            #expect(Double(row[column("rougeL/v1")]) == rouge)
        }
        #expect(try JSONValue(parsing: rows[2][column("inputs")]) == ExampleRun.samples[1].inputs)
        #expect(rows[4][column("other_scores")].contains("surprise"))
    }

    @Test func `formulas are defused on request, numbers never`() {
        var writer = CSVWriter(formulaSafe: true)
        writer.row(["=1+1", "+49 30", "-5.5", "@x", "\tx", "plain", -5.5, "-x"])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "'=1+1,'+49 30,-5.5,'@x,'\tx,plain,-5.5,'-x\r\n")
        let outputs = written(formulaSafe: true)[4][6]
        #expect(outputs.hasPrefix("'=HYPERLINK(\"https"))
    }

    @Test func `columns come from the first sample when the report names none`() {
        var report = ExampleRun.report
        report.scoreNames = []
        let rows = written(formulaSafe: true, report: report)
        #expect(rows.count == 6)
        #expect(rows[0].contains("toxicity/v1/rationale"))
    }

    @Test func `a comparison has a row per figure and slice`() {
        let rows = rows(ReportFormat.csv.text([ExampleComparison.report]))
        #expect(rows.count == 1 + 4 + 2)
        #expect(Set(rows.map(\.count)).count == 1)
        #expect(rows[1][2] == "exact_match" && rows[1][5] == "better" && rows[2][3] == "language=de")
    }
}

@Suite struct TextTests {
    @Test(arguments: [
        (0.7424, "0.742"), (0, "0.000"), (139.67, "139.7"), (12.345, "12.35"), (0.000_021_3, "2.1e-5"), (-0.0001, "-1.0e-4"),
        (123_456.7, "123457"), (.nan, "NaN"), (-.infinity, "-∞"), (1e300, "1.0e300"), (-0.5, "-0.500"),
        (0.99996, "0.99996"), (99.9996, "99.9996"), (1e-300, "1.0e-300"), (9.99e-5, "1.0e-4"),
    ])
    func `numbers have the digits they deserve`(value: Double, text: String) { #expect(NumberText.short(value) == text) }

    @Test func `a narrow interval earns more digits`() {
        var verdict = Verdict(metric: "m", n: 1_000_000)
        verdict.estimate = 0.51234
        verdict.interval = Interval(lower: 0.51204, upper: 0.51264, level: 0.95, method: "wilson")
        #expect(VerdictText(verdict).figure == "0.51234 [0.51204, 0.51264]")
        verdict.interval = nil
        #expect(VerdictText(verdict).figure == "0.512 no interval")
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1_795_246_205_999, "2026-11-21T07:30:05Z"), (-1, "1969-12-31T23:59:59Z"),
        (951_782_400_000, "2000-02-29T00:00:00Z"), (4_102_444_799_000, "2099-12-31T23:59:59Z"),
    ])
    func `moments in UTC`(milliseconds: Int64, text: String) { #expect(TimeText.iso(milliseconds) == text) }

    @Test func `any moment can be written`() {
        for milliseconds in [Int64.min, .max, 0] { #expect(!TimeText.iso(milliseconds).isEmpty) }
    }

    @Test func `wide letters, marks and control characters have their width`() {
        #expect(DisplayWidth.of("abc") == 3)
        #expect(DisplayWidth.of("返品") == 4)
        #expect(DisplayWidth.of("e\u{301}") == 1)
        #expect(DisplayWidth.cut("返品はできますか", to: 7, ellipsis: "…") == "返品は…")
        #expect(DisplayWidth.safe("a\u{1B}[31m\nb\u{9B}") == "a\u{FFFD}[31m b\u{FFFD}")
    }

    @Test func `no line of a table is wider than the terminal`() {
        for width in [40, 60, 80, 100, 200] {
            let lines = TextTable(
                columns: [
                    .init(title: "name", shrinks: true), .init(title: "why", expendable: 1),
                    .init(title: "", expendable: 2, stretch: 5...20),
                ],
                rows: [
                    [
                        .init("返品はできますか".description + " a long name that goes on"), .init("because it is so"),
                        .init(draw: { String(repeating: "x", count: $0) }),
                    ]
                ]
            ).lines(TerminalStyle(width: width))
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
        }
    }

    @Test(arguments: [
        (["NO_COLOR": "1", "TERM": "xterm"], true, false), (["NO_COLOR": "", "TERM": "xterm"], true, true), (["TERM": "dumb"], true, false),
        (["TERM": "xterm"], false, false), ([:], true, true),
    ])
    func `colours honour the environment`(environment: [String: String], isTerminal: Bool, colour: Bool) {
        #expect(TerminalStyle(environment: environment, isTerminal: isTerminal).colour == colour)
    }

    @Test func `without colours no escape is written, with them only our own`() {
        for colour in [false, true] {
            var options = ReportFormat.Options()
            options.terminal = TerminalStyle(colour: colour)
            var document = ReportFormat.table.document(ExampleRun.report, options)
            var bytes: [UInt8] = []
            document.write(ExampleRun.samples) { bytes += $0 }
            #expect(bytes.contains(0x1B) == colour)
        }
    }

    @Test func `interval bars mark what lies beyond the scale`() {
        let bar = IntervalBar(scale: 0...1, unicode: false)
        let beyond = Interval(lower: -.infinity, upper: 2, level: 0.95, method: "t")
        #expect(bar.line(estimate: 0.5, interval: beyond, width: 11) == "<----o---->")
        #expect(bar.line(estimate: .nan, interval: nil, width: 5) == "     ")
        #expect(bar.line(estimate: 0, interval: Interval(lower: .nan, upper: 1, level: 0.9, method: ""), width: 5) == "o....")
    }

    @Test func `mentions and markup in Markdown are inert`() {
        #expect(MarkdownText.inline("@team <b> [x](y) | *z*") == "@\u{2060}team &lt;b&gt; \\[x\\](y) \\| \\*z\\*")
        #expect(!MarkdownText.code("a`b|c").dropFirst().dropLast().contains("`"))
    }

    @Test func `gates together are as bad as their worst`() {
        let gate = { (outcome: GateReport.Outcome) in GateReport(text: "", outcome: outcome, sentence: "") }
        #expect([gate(.passed), gate(.inconclusive)].outcome == .inconclusive)
        #expect([gate(.inconclusive), gate(.failed), gate(.passed)].outcome == .failed)
        #expect([gate(.passed)].outcome == .passed)
        #expect([GateReport]().outcome == nil)
    }
}
