import Scoring
import TouchstoneJSON

/// Columns of one file, read whole: what statistics of plain numbers need. Some 30 bytes per cell stay in memory, and longer texts.
package struct ColumnTable: Sendable {
    /// The file, or "standard input".
    package let source: String
    /// Rows read.
    package private(set) var rowCount = 0
    /// Rows that could not be read.
    package private(set) var badRows = 0
    /// What was wrong with the first of them.
    package private(set) var firstProblem: DataProblem?
    private var lines: [Int32] = []
    private var cells: [String: [JSONValue]] = [:]
    private var found: Set<String> = []
    private var names: [String] = []

    /// The named columns of a file; "-" is standard input, gzip is unpacked, a dotted name reaches into objects.
    ///
    /// Throws ``DataProblem`` when the file cannot be read, holds no row, or none of its rows has one of the columns.
    package init(path: String, format: DataFormat? = nil, columns: [String]) throws(DataProblem) {
        source = path == "-" ? "standard input" : path
        for column in columns { cells[column] = [] }
        let paths = cells.keys.map { ($0, ColumnPath($0)) }
        var reader = try RowReader(path: path, format: format)
        while let item = try reader.next() {
            switch item {
            case .row(let row): take(row, paths)
            case .problem(let problem, _):
                badRows += 1
                firstProblem = firstProblem ?? problem
            }
        }
        guard rowCount > 0 else { throw nothing(guessed: path == "-" && format == nil) }
        for column in columns where !found.contains(column) { throw missing(column) }
    }

    private mutating func take(_ row: DataRow, _ paths: [(String, ColumnPath)]) {
        rowCount += 1
        lines.append(Int32(clamping: row.line))
        if rowCount <= 20 {
            for name in Self.names(of: row.columns) where !names.contains(name) && names.count < 200 { names.append(name) }
        }
        for (column, path) in paths {
            let value = path.value(in: row.columns)
            if value != nil { found.insert(column) }
            cells[column]?.append(value?["value"] ?? value ?? .null)
        }
    }

    /// The columns of a row, and the members of those that are objects.
    private static func names(of columns: JSONObject) -> [String] {
        columns.flatMap { [$0.key] + ($0.value.objectValue ?? [:]).keys.prefix(20).map { [key = $0.key] in key + "." + $0 } }
    }

    private func nothing(guessed: Bool) -> DataProblem {
        let cause = firstProblem.map { "; line \($0.line ?? 1): \($0.reason)" } ?? ""
        let hint = guessed && badRows > 0 ? " (CSV on standard input needs --format csv)" : ""
        return DataProblem(source: source, reason: (badRows > 0 ? "none of its rows can be read" : "there are no rows") + cause + hint)
    }

    private func missing(_ column: String) -> DataProblem {
        let near = names.first { $0.hasSuffix("." + column) } ?? closestName(to: column, among: names)
        let hint = near.map { " (did you mean \"\($0)\"?)" } ?? ""
        return DataProblem(source: source, reason: "there is no column \"\(column)\"\(hint); columns are \(names.joined(separator: ", "))")
    }
}

extension ColumnTable {
    /// A column of numbers; true and false, pass and fail, yes and no count as 1 and 0.
    ///
    /// Throws ``DataProblem`` when no row holds a number there.
    package func numbers(_ column: String) throws(DataProblem) -> NumberColumn {
        let numbers = NumberColumn(name: column, cells: cells[column] ?? [], lines: lines)
        guard numbers.count > 0 else {
            let found = numbers.example.map { "; \($0)" } ?? ""
            throw DataProblem(source: source, reason: "the column \"\(column)\" holds no number\(found)")
        }
        return numbers
    }

    /// The line at which a row begins, counted from 1; rows are counted from 0.
    package func line(ofRow row: Int) -> Int { lines.indices.contains(row) ? Int(lines[row]) : 0 }

    /// A column of names, such as clusters, ids and ratings: nil where a row has none. Whole numbers are the same with and without ".0".
    package func labels(_ column: String) -> [String?] {
        (cells[column] ?? []).map { value in
            switch value {
            case .null, .string(""): nil
            case .number(let number): number.isNaN ? nil : Int64(exactly: number).map(String.init) ?? value.text()
            case .string(let text): text
            default: value.text()
            }
        }
    }

    /// The cluster of each row as a number, and how many rows name none; these stand alone.
    package func clusters(_ column: String) -> (ids: [Int], unnamed: Int) {
        var numbers: [String: Int] = [:]
        var unnamed = 0
        let ids = labels(column).map { label in
            guard let label else {
                unnamed += 1
                return -unnamed
            }
            let number = numbers[label] ?? numbers.count
            numbers[label] = number
            return number
        }
        return (ids, unnamed)
    }
}
