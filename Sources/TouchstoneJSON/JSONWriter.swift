/// A writer of JSON texts straight into bytes.
///
/// Numbers are written in the shortest form that reads back to the same value; non-finite numbers, which JSON cannot say, become `null`.
public struct JSONWriter: Sendable {
    /// How the text is laid out.
    public struct Options: Sendable {
        /// Spaces per level; 0 writes everything on one line.
        public var indentation: Int
        /// Write members sorted by name (by UTF-8 bytes), so that equal objects give equal texts.
        public var sortsKeys: Bool

        /// One line, members in their own order.
        public init(indentation: Int = 0, sortsKeys: Bool = false) {
            self.indentation = indentation
            self.sortsKeys = sortsKeys
        }
    }

    /// The layout in use.
    public var options: Options
    private var output = GrowingBytes()

    /// How many bytes have been written so far.
    public var count: Int { output.count }

    /// What has been written so far, copied.
    public var bytes: [UInt8] { output.array }

    /// A writer with nothing written.
    public init(options: Options = Options()) { self.options = options }

    /// Appends one value.
    public mutating func write(_ value: JSONValue) { write(value, level: 0) }

    /// Appends bytes as they are: a newline between records, or text that is JSON already.
    public mutating func write(raw bytes: some Sequence<UInt8>) {
        if bytes.withContiguousStorageIfAvailable({ output.append($0) }) == nil {
            for byte in bytes { output.append(byte) }
        }
    }

    /// Appends one byte as it is, such as a bracket.
    public mutating func write(byte: UInt8) { output.append(byte) }

    /// Appends a fixed text that is JSON already.
    public mutating func write(fixed text: StaticString) {
        text.withUTF8Buffer { output.append($0) }
    }

    /// Appends a member's fixed name, which needs no escapes, with its quotes and colon, after a comma where there is one.
    public mutating func write(name: StaticString, afterComma: Bool) {
        name.withUTF8Buffer { name in
            output.append(atMost: name.count + 4) { place in
                place.pointee = UInt8(ascii: ",")
                let start = afterComma ? place + 1 : place
                let end = start + 1 + name.count
                start.pointee = UInt8(ascii: "\"")
                if let text = name.baseAddress { (start + 1).update(from: text, count: name.count) }
                end.pointee = UInt8(ascii: "\"")
                (end + 1).pointee = UInt8(ascii: ":")
                return end + 2 - place
            }
        }
    }

    /// Appends a whole number.
    public mutating func write(_ value: Int64) {
        var digits: (high: UInt64, low: UInt64, rest: UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { buffer in
            var place = buffer.count
            var left = value.magnitude
            repeat {
                place -= 1
                buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: left % 10)
                left /= 10
            } while left > 0
            if value < 0 {
                place -= 1
                buffer[place] = UInt8(ascii: "-")
            }
            UnsafeRawBufferPointer(rebasing: buffer[place...]).withMemoryRebound(to: UInt8.self) { output.append($0) }
        }
    }

    /// Appends a string with its quotes and escapes.
    public mutating func write(_ text: String) {
        var copy = text
        copy.withUTF8 { buffer in
            let plain = PlainText.end(in: buffer, from: 0).offset
            if plain == buffer.count { writePlain(buffer) } else { writeEscaping(buffer, plainTo: plain) }
        }
    }

    private mutating func writePlain(_ text: UnsafeBufferPointer<UInt8>) {
        output.append(atMost: text.count + 2) { place in
            place.pointee = UInt8(ascii: "\"")
            if let start = text.baseAddress { (place + 1).update(from: start, count: text.count) }
            (place + 1 + text.count).pointee = UInt8(ascii: "\"")
            return text.count + 2
        }
    }

    private mutating func writeEscaping(_ text: UnsafeBufferPointer<UInt8>, plainTo first: Int) {
        output.append(UInt8(ascii: "\""))
        var start = 0
        var end = first
        while end < text.count {
            output.append(UnsafeBufferPointer(rebasing: text[start..<end]))
            writeEscape(text[end])
            start = end + 1
            end = PlainText.end(in: text, from: start).offset
        }
        output.append(UnsafeBufferPointer(rebasing: text[start...]))
        output.append(UInt8(ascii: "\""))
    }

    /// Appends a number in its shortest form, or `null` when it is not finite.
    public mutating func write(_ value: Double) {
        guard value.isFinite else { return write(raw: "null".utf8) }
        write(raw: value.description.utf8)
    }

    private mutating func writeEscape(_ byte: UInt8) {
        switch byte {
        case 0x22: write(raw: "\\\"".utf8)
        case 0x5C: write(raw: "\\\\".utf8)
        case 0x0A: write(raw: "\\n".utf8)
        case 0x0D: write(raw: "\\r".utf8)
        case 0x09: write(raw: "\\t".utf8)
        default:
            let hex = Array("0123456789abcdef".utf8)
            write(raw: "\\u00".utf8)
            output.append(hex[Int(byte >> 4)])
            output.append(hex[Int(byte & 15)])
        }
    }

    private mutating func write(_ value: JSONValue, level: Int) {
        switch value {
        case .null: write(raw: "null".utf8)
        case .bool(let flag): write(raw: (flag ? "true" : "false").utf8)
        case .integer(let number): write(number)
        case .number(let number): write(number)
        case .string(let text): write(text)
        case .array(let elements): writeArray(elements, level: level)
        case .object(let members): writeObject(members, level: level)
        }
    }

    private mutating func writeArray(_ elements: [JSONValue], level: Int) {
        guard !elements.isEmpty else { return write(raw: "[]".utf8) }
        output.append(UInt8(ascii: "["))
        for (offset, element) in elements.enumerated() {
            if offset > 0 { writeComma() }
            writeBreak(level: level + 1)
            write(element, level: level + 1)
        }
        writeBreak(level: level)
        output.append(UInt8(ascii: "]"))
    }

    private mutating func writeObject(_ members: JSONObject, level: Int) {
        guard !members.isEmpty else { return write(raw: "{}".utf8) }
        output.append(UInt8(ascii: "{"))
        if options.sortsKeys {
            writeMembers(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }, level: level)
        } else {
            writeMembers(members, level: level)
        }
        writeBreak(level: level)
        output.append(UInt8(ascii: "}"))
    }

    private mutating func writeMembers(_ members: some Sequence<JSONObject.Member>, level: Int) {
        for (offset, member) in members.enumerated() {
            if offset > 0 { writeComma() }
            writeBreak(level: level + 1)
            write(member.key)
            output.append(UInt8(ascii: ":"))
            if options.indentation > 0 { output.append(0x20) }
            write(member.value, level: level + 1)
        }
    }

    private mutating func writeComma() { output.append(UInt8(ascii: ",")) }

    private mutating func writeBreak(level: Int) {
        guard options.indentation > 0 else { return }
        output.append(0x0A)
        for _ in 0..<level * options.indentation { output.append(0x20) }
    }
}

extension JSONValue {
    /// The value as a JSON text in UTF-8.
    public func encoded(_ options: JSONWriter.Options = .init()) -> [UInt8] {
        var writer = JSONWriter(options: options)
        writer.write(self)
        return writer.bytes
    }

    /// The value as a JSON text.
    public func text(_ options: JSONWriter.Options = .init()) -> String {
        String(decoding: encoded(options), as: UTF8.self)
    }
}
