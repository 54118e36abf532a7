/// Reads the columns of a row from left to right, each as the type it must have.
package struct SQLColumns {
    private let row: any SQLRow
    private let count: Int
    private var position = 0

    init(_ row: any SQLRow) {
        self.row = row
        count = row.columnCount
    }

    /// Whatever the next column holds.
    mutating func value() throws(TrackingError) -> SQLValue {
        guard position < count else {
            throw .damaged(reason: "a row has only \(count) columns")
        }
        defer { position += 1 }
        return row.value(position)
    }

    private func wrongType(_ value: SQLValue, wanted: String) -> TrackingError {
        let name = position > 0 ? row.columnName(position - 1) : "?"
        return .damaged(reason: "column \"\(name)\" holds \(value) where \(wanted) is expected")
    }

    package mutating func optionalInt64() throws(TrackingError) -> Int64? {
        switch try value() {
        case .null: return nil
        case .integer(let value): return value
        case let other: throw wrongType(other, wanted: "an integer")
        }
    }

    package mutating func int64() throws(TrackingError) -> Int64 {
        guard let value = try optionalInt64() else { throw wrongType(.null, wanted: "an integer") }
        return value
    }

    package mutating func optionalInt() throws(TrackingError) -> Int? {
        try optionalInt64().map { Int($0) }
    }

    package mutating func int() throws(TrackingError) -> Int { Int(try int64()) }

    package mutating func bool() throws(TrackingError) -> Bool { try int64() != 0 }

    package mutating func optionalDouble() throws(TrackingError) -> Double? {
        switch try value() {
        case .null: return nil
        case .real(let value): return value
        case .integer(let value): return Double(value)
        case let other: throw wrongType(other, wanted: "a number")
        }
    }

    package mutating func double() throws(TrackingError) -> Double {
        guard let value = try optionalDouble() else { throw wrongType(.null, wanted: "a number") }
        return value
    }

    package mutating func optionalText() throws(TrackingError) -> String? {
        switch try value() {
        case .null: return nil
        case .text(let value): return value
        case let other: throw wrongType(other, wanted: "a text")
        }
    }

    package mutating func text() throws(TrackingError) -> String {
        guard let value = try optionalText() else { throw wrongType(.null, wanted: "a text") }
        return value
    }
}
