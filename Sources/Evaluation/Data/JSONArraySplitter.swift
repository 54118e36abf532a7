/// Cuts one JSON array into its elements, also over many lines, without reading it whole.
///
/// A file that holds objects one after the other instead of an array is cut likewise, so `.json` files that are JSONL work.
struct JSONArraySplitter: RecordSplitter {
    let source: String
    private var state = State.beforeArray
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var pending: [UInt8] = []
    private var line = 1
    private var recordLine = 1

    private enum State { case beforeArray, inArray, afterArray, sequence }

    init(source: String) { self.source = source }

    mutating func feed(_ chunk: [UInt8], into records: inout [RawRecord]) throws(DataProblem) {
        for byte in chunk {
            try take(byte, into: &records)
            if byte == UInt8(ascii: "\n") { line += 1 }
        }
    }

    mutating func finish(into records: inout [RawRecord]) throws(DataProblem) {
        switch state {
        case .inArray: throw DataProblem(source: source, line: line, reason: "the array is not closed; the file is cut off")
        case .sequence: if !pending.isEmpty { emit(into: &records) }
        case .beforeArray, .afterArray: break
        }
    }

    private mutating func take(_ byte: UInt8, into records: inout [RawRecord]) throws(DataProblem) {
        if isInString { return try takeInString(byte) }
        let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
        switch state {
        case .beforeArray:
            if isSpace { return }
            if byte == UInt8(ascii: "[") {
                state = .inArray
            } else {
                state = .sequence
                begin(byte)
            }
        case .afterArray:
            if !isSpace { throw DataProblem(source: source, line: line, reason: "there is text after the closing ] of the array") }
        case .inArray, .sequence:
            if pending.isEmpty, isSpace { return }
            try takeInRecord(byte, into: &records)
        }
    }

    private mutating func takeInRecord(_ byte: UInt8, into records: inout [RawRecord]) throws(DataProblem) {
        if depth == 0, state == .inArray, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") {
            if !pending.isEmpty { emit(into: &records) }
            if byte == UInt8(ascii: "]") { state = .afterArray }
            return
        }
        begin(byte)
        if state == .sequence, depth == 0 { emit(into: &records) }
        try checkLength()
    }

    private func checkLength() throws(DataProblem) {
        guard pending.count <= maximumRecordLength else {
            throw DataProblem(source: source, line: recordLine, reason: "a row is longer than 64 MiB")
        }
    }

    private mutating func takeInString(_ byte: UInt8) throws(DataProblem) {
        pending.append(byte)
        try checkLength()
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInString = false
        }
    }

    private mutating func begin(_ byte: UInt8) {
        if pending.isEmpty { recordLine = line }
        pending.append(byte)
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
    }

    private mutating func emit(into records: inout [RawRecord]) {
        records.append(RawRecord(line: recordLine, bytes: pending))
        pending.removeAll(keepingCapacity: true)
        depth = 0
    }
}
