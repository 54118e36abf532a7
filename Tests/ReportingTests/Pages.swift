import Foundation
import Reporting
import Testing

/// Pages of the example run in a folder of their own: `TOUCHSTONE_PAGES`, where a person wants to look at them, else a temporary one.
enum Pages {
    static let folder: URL = {
        let wanted = ProcessInfo.processInfo.environment["TOUCHSTONE_PAGES"].map { URL(filePath: $0) }
        let folder = wanted ?? FileManager.default.temporaryDirectory.appending(path: "touchstone-pages-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }()

    /// The example run's page, with its five samples repeated under other ids.
    static func run(repetitions: Int = 1) -> [UInt8] {
        var bytes: [UInt8] = []
        var document = ReportFormat.html.document(ExampleRun.report)
        let samples = (0..<repetitions).lazy.flatMap { repetition in
            ExampleRun.samples.lazy.map { sample in
                var copy = sample
                if repetition > 0 { copy.id += "-\(repetition)" }
                copy.index += repetition * 5
                return copy
            }
        }
        document.write(samples) { bytes += $0 }
        return bytes
    }

    static func comparison() -> [UInt8] { ReportFormat.html.text([ExampleComparison.report]) }

    static func write(_ bytes: [UInt8], _ name: String) throws -> URL {
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return file
    }
}
