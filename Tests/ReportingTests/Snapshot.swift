import Foundation
import Testing

/// Compares a text with a readable file in `Snapshots/`; `RECORD_SNAPSHOTS=1` writes the files anew.
enum Snapshot {
    static func check(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/" + name)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let recorded = try String(contentsOf: file, encoding: .utf8)
        guard recorded != text else { return }
        let pairs = zip(recorded.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
        let first = pairs.first { $0.0 != $0.1 }
        Issue.record(
            "\(name) differs; recorded:\n\(first?.0 ?? "(its end)")\nwritten:\n\(first?.1 ?? "(its end)")", sourceLocation: sourceLocation)
    }
}
