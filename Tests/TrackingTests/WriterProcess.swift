import Foundation

/// The process `TrackingWriter`, which is built beside the tests.
final class WriterProcess {
    private let process = Process()
    private let output = Pipe()
    private var buffer: [UInt8] = []

    init(_ mode: String, store: String) throws {
        process.executableURL = try Self.executable()
        process.arguments = [mode, store]
        process.standardOutput = output
        try process.run()
    }

    private static func executable() throws -> URL {
        let program = URL(fileURLWithPath: CommandLine.arguments[0])
        let bundles = Bundle.allBundles.map(\.bundleURL) + [program, program.resolvingSymlinksInPath()]
        let places = bundles.map { $0.deletingLastPathComponent().appendingPathComponent("TrackingWriter") }
        guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: "TrackingWriter"])
        }
        return place
    }

    /// The next whole line; nil at the end of the output.
    func line() -> String? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: buffer[..<end], as: UTF8.self)
                buffer.removeSubrange(...end)
                return line
            }
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { return nil }
            buffer += data
        }
    }

    /// Ends the process as a power cut would, and returns the whole lines that it had written by then.
    func killAndReadRest() -> [String] {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        var lines: [String] = []
        while let line = line() { lines.append(line) }
        return lines
    }
}
