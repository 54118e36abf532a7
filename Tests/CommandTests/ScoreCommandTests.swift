import Foundation
import Testing
import TouchstoneJSON

@Suite struct ScoreCommandTests {
    private let command: Command

    init() throws { command = try Command() }

    @Test func `rows come out in their order with their scores, and none is lost`() async throws {
        let rows = "{\"outputs\":\"{}\"}\nnot json\n{\"outputs\":null, \"x\":1 }\n{\"outputs\":\"[\",\"scores\":{\"old\":{\"value\":1}}}\n"
        let outcome = try await command.run("score", "--scorer", "json_valid", input: Data(rows.utf8))
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(outcome.status == 0)
        #expect(lines.count == 4)
        #expect(lines[0] == "{\"outputs\":\"{}\",\"scores\":{\"json_valid\":{\"value\":true}}}")
        #expect(lines[1] == "{\"error\":\"standard input, line 2, column 1: expected a value\",\"row\":\"not json\"}")
        #expect(lines[2].contains("\"x\":1,\"scores\":{\"json_valid\":{\"value\":null,\"reason\":"))
        let last = try JSONValue(parsing: lines[3])
        #expect(last["scores"]?["old"]?["value"] == 1)
        #expect(last["scores"]?["json_valid"]?["value"] == false)
        #expect(outcome.errors.contains("4 rows read: 1 row could not be read, 1 score has no value"))
    }

    @Test func `order holds over many batches and workers`() async throws {
        let rows = (0..<5000).map { "{\"id\":\($0),\"outputs\":\"\($0)\"}\n" }.joined()
        let outcome = try await command.run("score", "--scorer", "json_valid", "--workers", "4", input: Data(rows.utf8))
        let ids = try outcome.output.split(separator: "\n").map { try JSONValue(parsing: String($0))["id"]?.intValue }
        #expect(ids == Array(0..<5000))
    }

    @Test func `an output that does not wait by itself is waited for`() async throws {
        try command.writeRows(5000)
        let pipe = Pipe()
        let writing = pipe.fileHandleForWriting.fileDescriptor
        #expect(fcntl(writing, F_SETFL, fcntl(writing, F_GETFL) | O_NONBLOCK) == 0)
        let process = Process()
        process.executableURL = try Command.program()
        process.arguments = ["score", "--scorer", "exact_match", "rows.jsonl"]
        process.currentDirectoryURL = command.folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        try pipe.fileHandleForWriting.close()
        // Full: what the program writes next finds no room.
        var available: Int32 = 0
        #expect(
            try await eventually {
                _ = ioctl(pipe.fileHandleForReading.fileDescriptor, UInt(FIONREAD), &available)
                return available > 32_768 || !process.isRunning
            })
        var output = Data()
        while let part = try pipe.fileHandleForReading.read(upToCount: 65_536), !part.isEmpty { output += part }
        for await _ in ends {}
        #expect(process.terminationStatus == 0)
        #expect(output.count { $0 == UInt8(ascii: "\n") } == 5000)
    }

    @Test func `an unknown scorer is a usage error that names the nearest`() async throws {
        let outcome = try await command.run("score", "--scorer", "json_vald")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("did you mean \"json_valid\"?"))
    }
}
