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

    private func terminal(width: Int, unicode: Bool = true) -> ReportFormat.Options {
        var options = ReportFormat.Options()
        options.terminal = TerminalStyle(width: width, unicode: unicode)
        return options
    }

    @Test func `a run on a wide terminal`() throws {
        #expect(try Snapshot.difference(written(.table, terminal(width: 130)), "run-wide.txt") == nil)
    }

    @Test func `a run on a narrow terminal that knows only ASCII`() throws {
        let text = written(.table, terminal(width: 72, unicode: false))
        #expect(try Snapshot.difference(text, "run-narrow-ascii.txt") == nil)
    }

    @Test func `a run in JSON`() throws {
        #expect(try Snapshot.difference(written(.json), "run.json") == nil)
    }

    @Test func `a run in Markdown`() throws {
        #expect(try Snapshot.difference(written(.markdown), "run.md") == nil)
    }

    @Test func `a run in JUnit XML`() throws {
        #expect(try Snapshot.difference(written(.junit), "run.junit.xml") == nil)
    }

    @Test func `a comparison on a terminal`() throws {
        #expect(try Snapshot.difference(compared(.table, terminal(width: 140)), "comparison.txt") == nil)
    }

    @Test func `a comparison in JSON`() throws {
        #expect(try Snapshot.difference(compared(.json), "comparison.json") == nil)
    }

    @Test func `a comparison in Markdown`() throws {
        #expect(try Snapshot.difference(compared(.markdown), "comparison.md") == nil)
    }
}
