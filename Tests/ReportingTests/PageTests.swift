import Foundation
import Testing
import TouchstoneJSON

@testable import Reporting

@Suite struct PageTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `the summary is there without the script`() {
        let page = text(Pages.run())
        let head = page[..<(page.range(of: "<script")?.lowerBound ?? page.endIndex)]
        for fact in [
            "1 of 3 gates failed", "0.742", "[0.690, 0.789]", "95 % wilson", "2 unscored", "1 errored", "no sample has a human label",
        ] {
            #expect(head.contains(fact), "\(fact)")
        }
        #expect(head.contains("<noscript>"))
    }

    @Test func `nothing is loaded from elsewhere`() {
        for page in [text(Pages.run()), text(Pages.comparison())] {
            let markup = page.replacing("http://www.w3.org/2000/svg", with: "")
            for sign in ["src=\"", "href=\"http", "url(", "@import", "<link"] {
                let head = markup[..<(markup.range(of: "<script")?.lowerBound ?? markup.endIndex)]
                #expect(!head.contains(sign), "\(sign)")
            }
            #expect(page.contains("default-src 'none'"))
        }
    }

    @Test func `hostile text can end no element`() {
        for page in [text(Pages.run()), text(Pages.comparison())] {
            #expect(!page.contains("<img"))
            #expect(page.components(separatedBy: "<script").count == page.components(separatedBy: "</script>").count)
            #expect(!page.contains("<!-- <b>"))
            #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        }
        var report = ExampleRun.report
        report.run.name = ExampleRun.hostile
        report.gates[0].text = ExampleRun.hostile
        report.metrics[0].name = ExampleRun.hostile
        report.metrics[0].slices[0].slice.value = ExampleRun.hostile
        report.settings[0].value = ExampleRun.hostile
        var document = ReportFormat.html.document(report)
        let page = text(document.opening())
        #expect(!page.contains("<img") && !page.contains("</script>"))
        #expect(page.contains("&lt;/script&gt;&lt;img"))
    }

    @Test(.enabled(if: Browser.installed("python3") != nil, "needs python3 for SHA-256"))
    func `the policy names the script it lets run`() throws {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sys,hashlib,base64;print('sha256-'+base64.b64encode(hashlib.sha256(sys.stdin.buffer.read()).digest()).decode(),end='')",
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let script = PageScript.source.withUTF8Buffer { Data($0) }
        try input.fileHandleForWriting.write(contentsOf: script)
        try input.fileHandleForWriting.close()
        let digest = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(digest == PageScript.digest, "set PageScript.digest to the value on the left")
    }

    @Test func `ids are unique`() {
        for page in [text(Pages.run()), text(ReportFormat.html.text([ExampleComparison.report, ExampleComparison.report]))] {
            let ids = page.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
            #expect(Set(ids).count == ids.count)
        }
    }

    @Test func `what the writer holds back is bounded`() {
        var document = ReportFormat.html.document(ExampleRun.report)
        _ = document.opening()
        var sample = ExampleRun.samples[1]
        sample.outputs = .string(String(repeating: "x", count: 2000))
        var (given, most) = (0, 0)
        for _ in 0..<2000 {
            let piece = document.next(sample)
            given += piece.isEmpty ? 0 : 1
            most = max(most, piece.count)
        }
        #expect(given > 10)
        #expect(most < 300_000)
    }

    @Test func `a text beyond the limit is cut at a character and says so`() throws {
        var options = ReportFormat.Options()
        options.htmlTextLimit = 100
        var sample = SampleReport(index: 0, id: "long", inputs: .string(String(repeating: "é", count: 200)))
        sample.outputs = "short"
        var bytes: [UInt8] = []
        var document = ReportFormat.html.document(ExampleRun.report, options)
        document.write([sample]) { bytes += $0 }
        let page = text(bytes)
        #expect(page.contains(String(repeating: "é", count: 50) + "… [300 more bytes"))
        #expect(!page.contains("\u{FFFD}"))
    }

    @Test func `a run with nothing in it is a page, too`() {
        let report = RunReport(run: RunReference(id: "x", name: ""), status: .running)
        for format in ReportFormat.allCases {
            var bytes: [UInt8] = []
            var document = format.document(report)
            document.write([]) { bytes += $0 }
            #expect(!bytes.isEmpty)
            #expect(!format.text([ComparisonReport(candidate: report.run, baseline: report.run)]).isEmpty)
            #expect(format == .json || !format.text([]).isEmpty || format == .table || format == .markdown)
        }
    }
}
