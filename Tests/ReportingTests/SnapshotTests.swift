import GoldenSupport
import Reporting
import Testing

@Suite struct SnapshotTests {
    private func written(_ format: ReportFormat, _ options: ReportFormat.Options = .init()) -> String {
        var bytes: [UInt8] = []
        var document = format.document(ExampleRun.report, options)
        document.write(ExampleRun.samples) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func compared(_ format: ReportFormat, _ options: ReportFormat.Options = .init()) -> String {
        String(decoding: format.text([ExampleComparison.report], options), as: UTF8.self)
    }

    private func check(_ text: String, _ name: String) throws {
        let difference = try Snapshot.difference(text, name)
        #expect(difference == nil)
    }

    private func terminal(width: Int, unicode: Bool = true) -> ReportFormat.Options {
        var options = ReportFormat.Options()
        options.terminal = TerminalStyle(width: width, unicode: unicode)
        return options
    }

    @Test func `a run on a wide terminal`() throws {
        try check(written(.table, terminal(width: 130)), "run-wide.txt")
    }

    @Test func `a run on a narrow terminal that knows only ASCII`() throws {
        let text = written(.table, terminal(width: 72, unicode: false))
        try check(text, "run-narrow-ascii.txt")
    }

    @Test func `a run in JSON`() throws {
        try check(written(.json), "run.json")
    }

    @Test func `a run in Markdown`() throws {
        try check(written(.markdown), "run.md")
    }

    @Test func `a run in JUnit XML`() throws {
        try check(written(.junit), "run.junit.xml")
    }

    @Test func `a comparison on a terminal`() throws {
        try check(compared(.table, terminal(width: 140)), "comparison.txt")
    }

    @Test func `a comparison in JSON`() throws {
        try check(compared(.json), "comparison.json")
    }

    @Test func `a comparison in Markdown`() throws {
        try check(compared(.markdown), "comparison.md")
    }
}
