/// Cuts JSONL into its lines. Empty lines are skipped; a carriage return before the line feed is dropped.
struct LineSplitter: RecordSplitter {
    private var pending: [UInt8] = []
    private var isTooLong = false
    private var line = 1

    mutating func feed(_ chunk: [UInt8], into records: inout [RawRecord]) {
        var start = chunk.startIndex
        while let end = chunk[start...].firstIndex(of: UInt8(ascii: "\n")) {
            append(chunk[start..<end])
            emit(into: &records)
            line += 1
            start = end + 1
        }
        append(chunk[start...])
    }

    mutating func finish(into records: inout [RawRecord]) {
        emit(into: &records)
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard !isTooLong else { return }
        if pending.count + bytes.count > maximumRecordLength {
            isTooLong = true
            pending = Array(pending.prefix(200))
        } else {
            pending.append(contentsOf: bytes)
        }
    }

    private mutating func emit(into records: inout [RawRecord]) {
        defer {
            pending.removeAll(keepingCapacity: pending.count < 1 << 16)
            isTooLong = false
        }
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        if pending.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
        records.append(RawRecord(line: line, bytes: pending, isTooLong: isTooLong))
    }
}
