/// Cuts comma-separated values (RFC 4180) into records: quoted cells may hold commas, doubled quotes and line breaks.
struct CSVSplitter: RecordSplitter {
    private var pending: [UInt8] = []
    private var place = CSVPlace.cellStart
    private var isTooLong = false
    private var line = 1
    private var recordLine = 1

    mutating func feed(_ chunk: [UInt8], into records: inout [RawRecord]) {
        for byte in chunk {
            if byte == UInt8(ascii: "\n") {
                line += 1
                if place != .quoted {
                    emit(into: &records)
                    continue
                }
            }
            place.pass(byte)
            guard !isTooLong else { continue }
            pending.append(byte)
            if pending.count > maximumRecordLength {
                isTooLong = true
                pending = Array(pending.prefix(200))
            }
        }
    }

    mutating func finish(into records: inout [RawRecord]) {
        emit(into: &records)
    }

    private mutating func emit(into records: inout [RawRecord]) {
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        if !pending.isEmpty { records.append(RawRecord(line: recordLine, bytes: pending, isTooLong: isTooLong)) }
        pending.removeAll(keepingCapacity: pending.count < 1 << 16)
        (place, isTooLong, recordLine) = (.cellStart, false, line)
    }
}

/// What came before the next byte of a record. A quote opens a cell only at its beginning; elsewhere it is text, as in Python's `csv`.
private enum CSVPlace {
    case cellStart, plain, quoted, quoteInQuotes

    mutating func pass(_ byte: UInt8) {
        switch (self, byte) {
        case (.cellStart, UInt8(ascii: "\"")), (.quoteInQuotes, UInt8(ascii: "\"")): self = .quoted
        case (.quoted, UInt8(ascii: "\"")): self = .quoteInQuotes
        case (.quoted, _): break
        case (_, UInt8(ascii: ",")): self = .cellStart
        default: self = .plain
        }
    }
}

/// The cells of one CSV record.
enum CSVRecord {
    /// The cells as bytes, without their quotes; nil when a quote is not closed.
    static func cells(of record: [UInt8]) -> [[UInt8]]? {
        var cells: [[UInt8]] = []
        var cell: [UInt8] = []
        var place = CSVPlace.cellStart
        for byte in record {
            switch (place, byte) {
            case (.cellStart, UInt8(ascii: "\"")), (.quoted, UInt8(ascii: "\"")): break
            case (.cellStart, UInt8(ascii: ",")), (.plain, UInt8(ascii: ",")), (.quoteInQuotes, UInt8(ascii: ",")):
                cells.append(cell)
                cell.removeAll(keepingCapacity: true)
            default: cell.append(byte)
            }
            place.pass(byte)
        }
        cells.append(cell)
        return place == .quoted ? nil : cells
    }
}
