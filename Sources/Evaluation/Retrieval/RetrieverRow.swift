import Scoring
import TouchstoneJSON

/// A row that holds a document or a query, with the place where it was read, so that what is wrong with it can be said.
struct RetrieverRow {
    private let columns: JSONObject
    private let source: String
    private let line: Int

    /// A document.
    init(_ row: DataRow, _ source: String) {
        (columns, line, self.source) = (row.columns, row.line, source)
    }

    /// A query.
    init(_ sample: FedSample) {
        (columns, line, source) = (sample.sample.fields, sample.line, sample.source)
    }

    /// Where it was read.
    var place: String { "\(source), line \(line)" }

    /// What is wrong with the row.
    func problem(_ reason: String) -> DataProblem { DataProblem(source: source, line: line, reason: reason) }

    /// The value of a column. Throws when the row does not have it.
    func value(_ path: ColumnPath) throws(DataProblem) -> JSONValue {
        if let value = path.value(in: columns) { return value }
        let hint = closestName(to: path.description, among: columns.keys).map { " (did you mean \"\($0)\"?)" } ?? ""
        throw problem("the row has no column \"\(path)\"\(hint); it has \(columns.keys.joined(separator: ", "))")
    }

    /// A text or a whole number.
    func identifier(_ path: ColumnPath) throws(DataProblem) -> String {
        let value = try value(path)
        guard value.stringValue?.isEmpty == false || value.intValue != nil else { throw misfit(path, "a text or a whole number", value) }
        return value.asText
    }

    func text(_ path: ColumnPath) throws(DataProblem) -> String {
        let value = try value(path)
        guard let text = value.stringValue else { throw misfit(path, "a text", value) }
        return text
    }

    func vector(_ path: ColumnPath) throws(DataProblem) -> [Float] {
        let value = try value(path)
        guard let elements = value.arrayValue, !elements.isEmpty else { throw misfit(path, "a list of numbers", value) }
        var vector: [Float] = []
        vector.reserveCapacity(elements.count)
        for element in elements {
            guard let number = element.doubleValue.map(Float.init), number.isFinite else {
                throw misfit(path, "a list of numbers", element)
            }
            vector.append(number)
        }
        return vector
    }

    private func misfit(_ path: ColumnPath, _ wanted: String, _ value: JSONValue) -> DataProblem {
        problem("the column \"\(path)\" should be \(wanted), but holds \(value.kindDescription)")
    }
}
