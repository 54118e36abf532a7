/// Why a text is not JSON, and where.
public struct JSONParseError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was wrong, as a phrase: "expected ',' or '}'".
    public let reason: String
    /// Bytes before the place of the error.
    public let offset: Int
    /// Line of the place, from 1.
    public let line: Int
    /// Column of the place in bytes, from 1.
    public let column: Int

    public var description: String { "line \(line), column \(column): \(reason)" }

    init(reason: String, offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        self.reason = reason
        self.offset = offset
        let before = bytes[..<Swift.min(offset, bytes.count)]
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        column = 1 + (before.lastIndex(of: UInt8(ascii: "\n")).map { offset - $0 - 1 } ?? offset)
    }
}
