import Testing

@testable import Models

@Suite struct ServerSentEventParserTests {
    private func events(_ pieces: [[UInt8]], limit: Int = 1 << 20) throws -> [String] {
        var parser = ServerSentEventParser(limit: limit)
        var events: [ServerSentEvent] = []
        for piece in pieces { events += try piece.withUnsafeBytes { bytes in try parser.consume(bytes) } }
        if let last = try parser.finish() { events.append(last) }
        return events.map { "\($0.name ?? "-")|\(String(decoding: $0.data, as: UTF8.self))" }
    }

    private static let cases: [(String, [String])] = [
        ("data: a\n\ndata: b\n\n", ["-|a", "-|b"]),
        ("data: a\r\n\r\ndata: b\r\n\r\n", ["-|a", "-|b"]),
        ("data: a\r\rdata: b\r\r", ["-|a", "-|b"]),
        ("data: a\r\n\ndata:b\n\r\n", ["-|a", "-|b"]),
        ("\u{FEFF}data: a\ndata:  b\n\n", ["-|a\n b"]),
        ("event: x\ndata: {\"é\": \"👍🏽\"}\n\n", ["x|{\"é\": \"👍🏽\"}"]),
        (": comment\n\nevent: ping\n\nid: 3\nretry: 5\nnonsense\ndata: a\n\n", ["-|a"]),
        ("event: x\n\ndata: a\n\n", ["-|a"]),
        ("data\n\ndata:\ndata:\n\n", ["-|", "-|\n"]),
        ("data: unfinished", ["-|unfinished"]),
        ("data: a\n", ["-|a"]),
        ("", []),
        ("\n\n\n", []),
    ]

    @Test(arguments: cases)
    func `events come out the same wherever the bytes are cut`(text: String, expected: [String]) throws {
        let bytes = Array(text.utf8)
        #expect(try events([bytes]) == expected)
        #expect(try events(bytes.map { [$0] }) == expected)
        for cut in 0...bytes.count { #expect(try events([Array(bytes[..<cut]), Array(bytes[cut...])]) == expected) }
    }

    @Test func `an endless line or event is refused`() {
        #expect(throws: ModelError.self) { try events([Array(repeating: 0x61, count: 200)], limit: 100) }
        let many = Array(repeating: Array("data: 0123456789\n".utf8), count: 20)
        #expect(throws: ModelError.self) { try events(many, limit: 100) }
    }

    @Test func `lines come out the same wherever the bytes are cut`() throws {
        let bytes = Array("{\"a\":1}\r\n\n{\"é\":2}\nlast".utf8)
        for cut in 0...bytes.count {
            var parser = LineParser(limit: 100)
            var lines = try Array(bytes[..<cut]).withUnsafeBytes { bytes in try parser.consume(bytes) }
            lines += try Array(bytes[cut...]).withUnsafeBytes { bytes in try parser.consume(bytes) }
            if let last = parser.finish() { lines.append(last) }
            #expect(lines.map { String(decoding: $0, as: UTF8.self) } == ["{\"a\":1}", "{\"é\":2}", "last"])
        }
    }
}
