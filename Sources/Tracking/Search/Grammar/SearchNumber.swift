/// A number that a filter compares with.
enum SearchNumber: Sendable, Hashable {
    /// A whole number that fits 64 bits.
    case integer(Int64)
    /// Any other number; what is too large for a `Double` is infinite.
    case real(Double)

    /// The number that a text in the filter language's form says.
    init?(_ text: String, isWhole: Bool) {
        if isWhole, let integer = Int64(text) {
            self = .integer(integer)
        } else if let real = Double(text.hasSuffix(".") ? String(text.dropLast()) : text) {
            self = .real(real)
        } else {
            return nil
        }
    }

    /// The nearest `Double`.
    var double: Double {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        }
    }
}
