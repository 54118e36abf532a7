import ArgumentParser
import Evaluation
import Reporting
import Tracking

/// `touchstone report`: one run in any format.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Reports a run as a table, JSON, Markdown, HTML, JUnit or CSV.")

    @Argument(help: "The run: an id, the beginning of one, a name, or latest.")
    var run: String

    @Option(help: "table, json, md, html, junit or csv.")
    var format: String?

    @Flag(help: "Writes JSON.")
    var json = false

    @OptionGroup var store: StoreOption

    func run() async throws {
        let format = try ReportFormat(named: json ? "json" : self.format ?? "table")
        let tracking = try await store.openExisting()
        let found = try await tracking.findRun(run)
        try await ReportOutput(store: tracking).write(found.id, format)
    }
}

extension ReportFormat {
    /// The format of a name, or a failure that lists all of them.
    init(named name: String) throws {
        guard let format = ReportFormat(rawValue: name) else {
            let names = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure(.usage, "there is no format \"\(name)\"; formats are \(names)")
        }
        self = format
    }
}
