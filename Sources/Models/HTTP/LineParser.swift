/// A reader of lines that takes bytes as they come; lines end with LF or CR LF.
struct LineParser: Sendable {
    /// Most bytes of one line.
    let limit: Int
    private var line: [UInt8] = []

    init(limit: Int = 16 << 20) { self.limit = limit }

    /// Takes the next bytes and gives the lines they complete. Throws ``ModelError`` of kind `badResponse` beyond the limit.
    mutating func consume(_ bytes: UnsafeRawBufferPointer) throws(ModelError) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = 0
        for offset in 0..<bytes.count where bytes[offset] == 0x0A {
            line.append(contentsOf: bytes[start..<offset])
            start = offset + 1
            if let complete = take() { lines.append(complete) }
        }
        line.append(contentsOf: bytes[start...])
        guard line.count <= limit else { throw ModelError(.badResponse, "a line holds more than \(limit) bytes") }
        return lines
    }

    /// The last line when it has no end; nil when it is empty.
    mutating func finish() -> [UInt8]? { take() }

    private mutating func take() -> [UInt8]? {
        if line.last == 0x0D { line.removeLast() }
        guard !line.isEmpty else { return nil }
        defer { line = [] }
        return line
    }
}
