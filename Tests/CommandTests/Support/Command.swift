import Foundation

/// The built program in a folder of its own, run as a user runs it.
final class Command: Sendable {
    /// The folder it runs in; removed with this value.
    let folder: URL

    /// A program in a new folder.
    init() throws {
        folder = URL(filePath: NSTemporaryDirectory()).appending(path: "touchstone-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The program, which the build puts beside the tests.
    static func program() throws -> URL {
        let tests = URL(filePath: CommandLine.arguments[0])
        let bundles = Bundle.allBundles.map(\.bundleURL) + [tests, tests.resolvingSymlinksInPath()]
        let places = bundles.map { $0.deletingLastPathComponent().appending(path: "touchstone") }
        guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: "touchstone"])
        }
        return place
    }

    /// Runs the program to its end.
    func run(_ arguments: String..., input: Data = Data(), environment: [String: String] = [:]) async throws -> CommandOutcome {
        try await start(arguments, input: input, environment: environment).end()
    }

    /// Runs a line of the shell, in which `$TOUCHSTONE` is the program, to its end.
    func shell(_ line: String) async throws -> CommandOutcome {
        let environment = ["TOUCHSTONE": try Self.program().path]
        return try await RunningCommand(URL(filePath: "/bin/sh"), ["-c", line], in: folder, Data(), environment).end()
    }

    /// Starts the program.
    func start(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) throws -> RunningCommand {
        try RunningCommand(try Self.program(), arguments, in: folder, input, environment)
    }
}

extension Command {
    /// Writes a file into the folder.
    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    /// Writes a file into the folder.
    func write(_ name: String, _ data: Data) throws { try data.write(to: folder.appending(path: name)) }

    /// The text of a file in the folder.
    func read(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    /// The files in a folder below the folder, sorted.
    func files(in name: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path).sorted()
    }
}
