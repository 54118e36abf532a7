import ArgumentParser
import Evaluation
import Foundation
import Reporting
import Statistics
import TouchstoneJSON

/// What all questions about columns share.
struct StatsOptions: ParsableArguments {
    @Option(help: "The coverage of intervals; 1 - level is the error that decisions allow.")
    var level = 0.95

    @Option(help: "The seed of everything random.")
    var seed: UInt64 = 0

    @Option(help: "How the rows are written: jsonl, json or csv; by the file's name unless given.")
    var format: String?

    @Flag(help: "Writes JSON.")
    var json = false

    func validate() throws {
        guard level > 0, level < 1 else { throw ValidationError("--level should lie between 0 and 1, such as 0.95") }
        if let format, DataFormat(rawValue: format) == nil {
            throw ValidationError("--format should be jsonl, json or csv, but is \"\(format)\"")
        }
    }

    /// The columns of a file.
    func table(_ path: String, _ columns: [String]) throws -> ColumnTable {
        try ColumnTable(path: path, format: format.flatMap(DataFormat.init(rawValue:)), columns: columns)
    }

    /// Writes an answer to standard output.
    func write(_ report: StatisticsReport) throws { try StatsOutput.write(report, json: json) }
}

/// Answers on standard output.
enum StatsOutput {
    static func write(_ report: StatisticsReport, json: Bool) throws {
        if json { return try StandardOutput.write(report.json.text(.init(indentation: 2)) + "\n") }
        let style = TerminalStyle(
            environment: ProcessInfo.processInfo.environment, isTerminal: StandardOutput.isTerminal, width: StandardOutput.width)
        try StandardOutput.write(report.sheet.text(style))
    }
}
