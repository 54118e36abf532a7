import Foundation

/// The built program, run as a user runs it.
struct Command {
    /// What a run came to.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The program, which the build puts beside the tests.
    static let program: URL = {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "touchstone")
    }()

    /// The folder it runs in.
    let folder: URL

    /// A program in a new folder.
    init() throws {
        folder = URL(filePath: NSTemporaryDirectory()).appending(path: "touchstone-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Writes a file into the folder.
    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// A process that has not been started, with plain output.
    func process(_ arguments: [String], environment: [String: String] = [:]) -> Process {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(["NO_COLOR": "1", "COLUMNS": "100", "LANG": "C.UTF-8"]) { $1 }
            .merging(environment) { $1 }
        return process
    }

    /// Runs the program to its end.
    func run(_ arguments: String..., input: Data? = nil, environment: [String: String] = [:]) throws -> Outcome {
        let process = process(arguments, environment: environment)
        let output = folder.appending(path: UUID().uuidString + ".out")
        let errors = folder.appending(path: UUID().uuidString + ".err")
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let inputFile = folder.appending(path: UUID().uuidString + ".in")
        try (input ?? Data()).write(to: inputFile)
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
