import Digests
public import TouchstoneJSON

/// One row as read.
public struct DataRow: Sendable {
    /// The line at which the row begins, counted from 1.
    public let line: Int
    /// The columns.
    public let columns: JSONObject
    /// The row's own bytes when it is a JSON object on one line; empty for CSV.
    public let bytes: [UInt8]
}

/// Reads the rows of one file, one after the other, in constant memory.
///
/// A row that cannot be read comes as a problem in its place, and reading goes on behind it.
public struct RowReader: ~Copyable {
    /// What is at the next place of the file.
    public enum Item: Sendable {
        /// A row.
        case row(DataRow)
        /// What is wrong with the row at this place, and its bytes.
        case problem(DataProblem, bytes: [UInt8])
    }

    private var source: ByteSource
    private var splitter: any RecordSplitter
    private let format: DataFormat
    private let takesDigest: Bool
    private let parser = JSONParser(options: .init(allowsNonFinite: true))
    private var records: [RawRecord] = []
    private var position = 0
    private var isAtEnd = false
    private var isAtStart = true
    private var header: [String]?
    private var content = ContentDigest()

    /// The digest of the unpacked bytes read so far.
    var digest: String { content.hex }

    /// Opens a file ("-" is standard input). Throws ``DataProblem`` when it cannot be opened.
    public init(path: String, format: DataFormat? = nil) throws(DataProblem) {
        try self.init(path: path, format: format, takesDigest: true)
    }

    /// As ``init(path:format:)``; without `takesDigest` the ``digest`` stays that of nothing.
    init(path: String, format: DataFormat?, takesDigest: Bool) throws(DataProblem) {
        self.takesDigest = takesDigest
        source = try ByteSource(path: path)
        self.format = format ?? DataFormat(path: path)
        splitter =
            switch self.format {
            case .jsonl: LineSplitter()
            case .json: JSONArraySplitter(source: source.name)
            case .csv: CSVSplitter()
            }
    }

    /// The next row or problem; nil at the end. Throws when the file itself cannot be read on.
    public mutating func next() throws(DataProblem) -> Item? {
        while let record = try nextRecord() {
            if record.isTooLong { return problem(record, "the row is longer than 64 MiB; it was skipped") }
            if format == .csv {
                if let item = try csvItem(record) { return item }
            } else {
                return jsonItem(record)
            }
        }
        return nil
    }

    /// Whether the next item is a row, as against a problem; nil at the end. For counting: JSON is checked but not read.
    mutating func nextIsRow() throws(DataProblem) -> Bool? {
        guard format != .csv else {
            guard let item = try next() else { return nil }
            if case .row = item { return true }
            return false
        }
        guard let record = try nextRecord() else { return nil }
        return !record.isTooLong && parser.isObject(record.bytes)
    }

    private mutating func nextRecord() throws(DataProblem) -> RawRecord? {
        while position == records.count {
            if isAtEnd { return nil }
            try refill()
        }
        defer { position += 1 }
        return records[position]
    }

    private mutating func refill() throws(DataProblem) {
        records.removeAll(keepingCapacity: true)
        position = 0
        var chunk = try source.read()
        if takesDigest { content.update(chunk) }
        if isAtStart, !chunk.isEmpty {
            isAtStart = false
            if chunk.starts(with: [0xEF, 0xBB, 0xBF]) { chunk.removeFirst(3) }
        }
        if chunk.isEmpty {
            isAtEnd = true
            try splitter.finish(into: &records)
        } else {
            try splitter.feed(chunk, into: &records)
        }
    }

    private func problem(_ record: RawRecord, column: Int? = nil, _ reason: String) -> Item {
        .problem(DataProblem(source: source.name, line: record.line, column: column, reason: reason), bytes: record.bytes)
    }

    private func jsonItem(_ record: RawRecord) -> Item {
        do throws(JSONParseError) {
            let value = try parser.parse(record.bytes)
            guard let columns = value.objectValue else {
                return problem(record, "a row should be a JSON object, but is \(value.kindDescription)")
            }
            return .row(DataRow(line: record.line, columns: columns, bytes: record.bytes))
        } catch {
            let line = record.line + error.line - 1
            let advice = error.reason.hasPrefix("invalid UTF-8") ? "; convert the file to UTF-8" : ""
            let place = DataProblem(source: source.name, line: line, column: error.column, reason: error.reason + advice)
            return .problem(place, bytes: record.bytes)
        }
    }

    /// The row of a CSV record; nil for the header.
    private mutating func csvItem(_ record: RawRecord) throws(DataProblem) -> Item? {
        guard let cells = CSVRecord.cells(of: record.bytes) else { return problem(record, "a quoted cell is not closed") }
        var texts: [String] = []
        for cell in cells {
            guard let text = String(validating: cell, as: UTF8.self) else {
                let reason = "the row is not valid UTF-8; convert the file to UTF-8"
                guard header != nil else { throw DataProblem(source: source.name, line: record.line, reason: reason) }
                return problem(record, reason)
            }
            texts.append(text)
        }
        guard let header else {
            if let repeated = Dictionary(grouping: texts, by: \.self).first(where: { $0.value.count > 1 })?.key {
                let reason = "the header names the column \"\(repeated)\" twice; give every column a name of its own"
                throw DataProblem(source: source.name, line: record.line, reason: reason)
            }
            header = texts
            return nil
        }
        guard texts.count == header.count else {
            return problem(
                record, "the row has \(texts.count) cells, but the header names \(header.count) columns; quote cells that hold commas")
        }
        let columns = JSONObject(zip(header, texts).map { ($0, Self.cellValue($1)) })
        return .row(DataRow(line: record.line, columns: columns, bytes: []))
    }

    /// An empty cell is null; a cell that is a JSON list or object is read as one; anything else stays text.
    private static func cellValue(_ text: String) -> JSONValue {
        guard let first = text.utf8.first else { return .null }
        if first == UInt8(ascii: "[") || first == UInt8(ascii: "{"), let value = try? JSONValue(parsing: text) { return value }
        return .string(text)
    }
}
