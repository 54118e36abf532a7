/// One value that goes into or comes out of a statement.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
}

extension SQLValue {
    /// An integer, or null for nil.
    package init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }

    /// A 64-bit integer, or null for nil.
    package init(_ value: Int64?) { self = value.map(SQLValue.integer) ?? .null }

    /// A number, or null for nil. NaN has no place in the store: it becomes null, as SQLite itself would make it.
    package init(_ value: Double?) { self = value.flatMap { $0.isNaN ? nil : .real($0) } ?? .null }

    /// A text, or null for nil.
    package init(_ value: String?) { self = value.map(SQLValue.text) ?? .null }

    /// 1 or 0.
    package init(_ value: Bool) { self = .integer(value ? 1 : 0) }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(stringLiteral value: String) { self = .text(value) }
    package init(nilLiteral: ()) { self = .null }
}
