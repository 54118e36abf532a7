/// How a key is compared with a value.
enum SearchComparator: String, Sendable, Hashable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case like = "LIKE"
    case ilike = "ILIKE"
    case rlike = "RLIKE"
    case isIn = "IN"
    case isNotIn = "NOT IN"
    case isNull = "IS NULL"
    case isNotNull = "IS NOT NULL"
}

extension SearchComparator {
    /// Whether it asks for a key's presence alone, without a value.
    var isAboutPresence: Bool { self == .isNull || self == .isNotNull }

    /// Whether its value is a list.
    var takesList: Bool { self == .isIn || self == .isNotIn }
}

extension Set<SearchComparator> {
    /// What numbers can be compared with.
    static let numeric: Self = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
    /// What texts can be compared with, lists aside.
    static let textual: Self = [.equal, .notEqual, .like, .ilike]
    /// What texts can be compared with where lists are allowed.
    static let listed: Self = textual.union([.isIn, .isNotIn])
    /// What texts can be compared with where a key may be missing.
    static let optional: Self = textual.union([.isNull, .isNotNull])
}
