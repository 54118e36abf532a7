/// One record cut out of a file, with the line at which it begins.
struct RawRecord: Sendable {
    let line: Int
    let bytes: [UInt8]
    /// Set when the record is longer than allowed; `bytes` then holds its beginning only.
    var isTooLong = false
}

/// Cuts a stream of bytes into records without holding more than one record.
protocol RecordSplitter {
    /// Takes the next bytes and gives the records that they complete.
    mutating func feed(_ chunk: [UInt8], into records: inout [RawRecord]) throws(DataProblem)

    /// Gives the last record at the end of the stream.
    mutating func finish(into records: inout [RawRecord]) throws(DataProblem)
}

/// The longest record that is read; a longer one is reported and skipped.
let maximumRecordLength = 64 << 20
