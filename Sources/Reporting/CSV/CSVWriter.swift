package import TouchstoneJSON

/// Rows of comma-separated values after RFC 4180: lines end in CRLF, and cells with a comma, quote or line break are quoted.
package struct CSVWriter {
    /// Whether text that a spreadsheet would run as a formula gets an apostrophe in front.
    ///
    /// This concerns text that starts with `=`, `+`, `-`, `@`, a tab or a carriage return and is no plain number; the apostrophe is part
    /// of the cell for any other reader, so switch this off for a file that only programs read.
    package let formulaSafe: Bool
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []

    /// A writer of an empty file, without a heading.
    package init(formulaSafe: Bool) { self.formulaSafe = formulaSafe }

    /// One row; a cell is text, a number or a truth value as JSON has it, or nothing.
    package mutating func row(_ cells: [JSONValue]) {
        for (offset, cell) in cells.enumerated() {
            if offset > 0 { bytes.append(UInt8(ascii: ",")) }
            write(cell)
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    private mutating func write(_ cell: JSONValue) {
        switch cell {
        case .null: break
        case .string(let text): write(text)
        case .bool, .integer, .number: bytes.append(contentsOf: cell.encoded())
        case .array, .object: write(cell.text())
        }
    }

    private mutating func write(_ text: String) {
        let prefix = formulaSafe && Self.isFormula(text) ? "'" : ""
        let needsQuotes = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else { return bytes.append(contentsOf: (prefix + text).utf8) }
        bytes.append(0x22)
        bytes.append(contentsOf: prefix.utf8)
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return false }
        return Double(text) == nil
    }
}
