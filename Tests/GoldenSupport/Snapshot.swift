import Foundation

/// Readable files that hold what a program wrote; `RECORD_SNAPSHOTS=1` writes them anew.
package enum Snapshot {
    /// The first line at which a text differs from the file `Snapshots/NAME` beside the test; nil when it does not.
    package static func difference(_ text: String, _ name: String, besides test: String = #filePath) throws -> String? {
        let file = URL(filePath: test).deletingLastPathComponent().appending(path: "Snapshots/" + name)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let recorded = try String(contentsOf: file, encoding: .utf8)
        guard recorded != text else { return nil }
        let pairs = zip(recorded.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
        let first = pairs.first { $0.0 != $0.1 }
        return "\(name) differs; recorded:\n\(first?.0 ?? "(its end)")\nwritten:\n\(first?.1 ?? "(its end)")"
    }
}
