/// Cuts comma-separated values (RFC 4180) into records: quoted cells may hold commas, doubled quotes and line breaks.
struct CSVSplitter: RecordSplitter {
    private var pending: [UInt8] = []
    private var isQuoted = false
    private var isTooLong = false
    private var line = 1
    private var recordLine = 1

    mutating func feed(_ chunk: [UInt8], into records: inout [RawRecord]) {
        for byte in chunk {
            if byte == UInt8(ascii: "\n") {
                line += 1
                if !isQuoted {
                    emit(into: &records)
                    continue
                }
            }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
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
        (isQuoted, isTooLong, recordLine) = (false, false, line)
    }
}

/// The cells of one CSV record.
enum CSVRecord {
    /// The cells as bytes, without their quotes; nil when a quote is not closed.
    static func cells(of record: [UInt8]) -> [[UInt8]]? {
        var cells: [[UInt8]] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var index = 0
        while index < record.count {
            let byte = record[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\"") where isQuoted && index < record.count && record[index] == byte:
                cell.append(byte)
                index += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                cells.append(cell)
                cell.removeAll(keepingCapacity: true)
            default: cell.append(byte)
            }
        }
        cells.append(cell)
        return isQuoted ? nil : cells
    }
}
