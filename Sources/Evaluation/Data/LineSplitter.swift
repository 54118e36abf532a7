#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Cuts JSONL into its lines. Empty lines are skipped; a carriage return before the line feed is dropped.
struct LineSplitter: RecordSplitter {
    /// The beginning of a line whose end has not come yet.
    private var pending: [UInt8] = []
    private var isTooLong = false
    private var line = 1

    mutating func feed(_ chunk: [UInt8], into records: inout [RawRecord]) {
        chunk.withUnsafeBufferPointer { chunk in
            var start = 0
            while let end = Self.lineFeed(in: chunk, from: start) {
                append(chunk[start..<end])
                emit(into: &records)
                line += 1
                start = end + 1
            }
            append(chunk[start...])
        }
    }

    mutating func finish(into records: inout [RawRecord]) {
        emit(into: &records)
    }

    private static func lineFeed(in chunk: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < chunk.count, let base = chunk.baseAddress,
            let found = memchr(base + start, Int32(UInt8(ascii: "\n")), chunk.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private mutating func append(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        guard !isTooLong else { return }
        if pending.count + bytes.count > maximumRecordLength {
            isTooLong = true
            pending = Array(pending.prefix(200))
        } else {
            pending.append(contentsOf: UnsafeBufferPointer(rebasing: bytes))
        }
    }

    private mutating func emit(into records: inout [RawRecord]) {
        defer {
            pending = []
            isTooLong = false
        }
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        if pending.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
        records.append(RawRecord(line: line, bytes: pending, isTooLong: isTooLong))
    }
}
