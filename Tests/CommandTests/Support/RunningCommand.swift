import Foundation
import TouchstoneJSON

/// What a run of the program came to.
struct CommandOutcome {
    /// Its exit code, or the signal that ended it.
    let status: Int32
    /// Whether it ended by a signal.
    let wasSignalled: Bool
    /// Standard output.
    let output: String
    /// Standard error.
    let errors: String

    /// The lines of standard output.
    var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }

    /// Standard error without the lines that say how far a slow run is.
    var messages: String { errors.split(separator: "\n").filter { !$0.contains(" · ") }.map { $0 + "\n" }.joined() }

    /// Standard output, read as one JSON value.
    var json: JSONValue { get throws { try JSONValue(parsing: output) } }
}

/// The program while it runs. Waiting for it blocks no thread.
final class RunningCommand {
    private let process = Process()
    private let ends: AsyncStream<Void>
    private let output: URL
    private let errors: URL

    /// Starts a program with plain output; no variable of the developer's own gets through.
    init(_ program: URL, _ arguments: [String], in folder: URL, _ input: Data, _ environment: [String: String]) throws {
        let name = UUID().uuidString
        output = folder.appending(path: name + ".out")
        errors = folder.appending(path: name + ".err")
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        process.environment = ["PATH": path, "LANG": "C.UTF-8"].merging(environment) { $1 }
        let files = [
            try Self.file(folder.appending(path: name + ".in"), input), try Self.file(output), try Self.file(errors),
        ]
        process.standardInput = files[0]
        process.standardOutput = files[1]
        process.standardError = files[2]
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        self.ends = ends
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        // The process has them now; a run of all tests would otherwise hold hundreds open.
        for file in files { try file.close() }
    }

    private static func file(_ url: URL, _ input: Data? = nil) throws -> FileHandle {
        try (input ?? Data()).write(to: url)
        return try input == nil ? FileHandle(forWritingTo: url) : FileHandle(forReadingFrom: url)
    }

    /// Waits for its end.
    func end() async throws -> CommandOutcome {
        for await _ in ends {}
        return CommandOutcome(
            status: process.terminationStatus, wasSignalled: process.terminationReason == .uncaughtSignal,
            output: try text(output), errors: try text(errors))
    }

    /// What it has written to standard error so far.
    func errorsSoFar() throws -> String { try text(errors) }

    /// Sends a signal.
    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    private func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
}

/// Waits until something holds; false when it does not within a minute.
func eventually(_ holds: () throws -> Bool) async throws -> Bool {
    for _ in 0..<6000 {
        if try holds() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}
