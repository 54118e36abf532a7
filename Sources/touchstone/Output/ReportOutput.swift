import Evaluation
import Foundation
import Reporting
import Scoring
import TouchstoneJSON
import Tracking

/// Writes reports of runs and comparisons to standard output and into folders.
struct ReportOutput {
    let store: TrackingStore

    var options: ReportFormat.Options {
        var options = ReportFormat.Options()
        options.terminal = TerminalStyle(
            environment: ProcessInfo.processInfo.environment, isTerminal: StandardOutput.isTerminal, width: StandardOutput.width)
        return options
    }

    /// Writes one run's report to standard output.
    func write(_ run: RunID, _ format: ReportFormat, withSamples: Bool = true) async throws {
        try await write(try await RunReport(of: run, in: store), format, withSamples: withSamples)
    }

    /// Writes a report to standard output.
    func write(_ report: RunReport, _ format: ReportFormat, withSamples: Bool) async throws {
        try await write(report, format, withSamples: withSamples) { try StandardOutput.write($0) }
    }

    /// Writes a report, samples streamed.
    func write(_ report: RunReport, _ format: ReportFormat, withSamples: Bool, to sink: ([UInt8]) throws -> Void) async throws {
        var document = format.document(report, options)
        try sink(document.opening())
        if withSamples {
            try await SampleReports(of: RunID(rawValue: report.run.id), in: store).forEach { try sink(document.next($0)) }
        }
        try sink(document.closing())
    }

    /// Writes the comparisons of every pair of runs in each group (runs of one dataset) to standard output.
    func writePairs(of groups: [[RunID]], margin: Double?) async throws {
        let comparisons = try await comparisons(of: groups, margin: margin)
        guard !comparisons.isEmpty else { return }
        try StandardOutput.write(ReportFormat.table.text(comparisons, options))
    }

    /// Writes all runs and their comparisons as one JSON object.
    func writeJSON(_ reports: [RunReport], _ groups: [[RunID]], outcome: GateOutcome) async throws {
        var runs: [JSONValue] = []
        for report in reports {
            var bytes: [UInt8] = []
            try await write(report, .json, withSamples: false) { bytes += $0 }
            runs.append(try JSONValue(parsing: bytes))
        }
        let comparisons = try JSONValue(parsing: ReportFormat.json.text(try await comparisons(of: groups, margin: nil), options))
        let object: JSONValue = ["outcome": .string(outcome.rawValue), "runs": .array(runs), "comparisons": comparisons]
        try StandardOutput.write(object.text(.init(indentation: 2)) + "\n")
    }

    /// Writes every format into a folder; with several runs, a folder for each and the comparison beside them.
    func writeFolder(_ folder: String, _ reports: [RunReport], _ groups: [[RunID]], margin: Double?) async throws {
        for (report, name) in zip(reports, FolderNames.names(for: reports.map(\.run.name))) {
            let path = reports.count == 1 ? folder : folder + "/" + name
            try Self.makeFolder(path)
            for (format, name) in [
                (ReportFormat.html, "report.html"), (.json, "report.json"), (.junit, "junit.xml"), (.csv, "samples.csv"),
            ] {
                try await writeFile(path + "/" + name) { sink in try await write(report, format, withSamples: true, to: sink) }
            }
        }
        let comparisons = try await comparisons(of: groups, margin: margin)
        if !comparisons.isEmpty {
            try await writeFile(folder + "/comparison.html") { sink in try sink(ReportFormat.html.text(comparisons, options)) }
        }
        let page = reports.count == 1 ? "report.html" : comparisons.isEmpty ? "*/report.html" : "comparison.html"
        StandardError.write("touchstone: the HTML report lies in \(folder)/\(page)\n")
    }

    /// Makes a folder, and those above it, where there is none.
    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch let error as CocoaError {
            let system = (error.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
            let reason = error.code == .fileWriteFileExists ? "there is a file of that name" : system ?? error.localizedDescription
            throw CommandFailure(.unavailable, "the folder \(path) cannot be made: \(reason)")
        }
    }

    /// The comparisons of every pair of each group (runs of one dataset), the earlier run as the baseline.
    func comparisons(of groups: [[RunID]], margin: Double?) async throws -> [ComparisonReport] {
        var reports: [ComparisonReport] = []
        for runs in groups {
            for (place, baseline) in runs.enumerated() {
                for candidate in runs[(place + 1)...] {
                    reports.append(try await ComparisonReport(candidate: candidate, baseline: baseline, margin: margin, in: store))
                }
            }
        }
        return ComparisonReport.family(reports)
    }

    private func writeFile(_ path: String, _ body: (([UInt8]) throws -> Void) async throws -> Void) async throws {
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else {
            throw CommandFailure(.unavailable, "the file \(path) cannot be written")
        }
        do {
            try await body { try file.write(contentsOf: $0) }
            try file.close()
        } catch let error as CocoaError {
            throw CommandFailure(.unavailable, "the file \(path) cannot be written: \(error.localizedDescription)")
        }
    }
}

extension ReportOutput {
    /// Writes comparisons to standard output.
    func write(_ comparisons: [ComparisonReport], _ format: ReportFormat) throws {
        try StandardOutput.write(format.text(comparisons, options))
    }
}
