/// A sum that carries its rounding error along (Neumaier 1974): right to the last digit where plain addition loses many.
public struct CompensatedSum: Sendable, Hashable {
    private var total = 0.0
    private var compensation = 0.0

    /// An empty sum.
    public init() {}

    /// The sum of the given values.
    public init(_ values: some Sequence<Double>) { for value in values { add(value) } }

    /// Adds one value.
    @inline(__always)
    public mutating func add(_ value: Double) {
        let next = total + value
        compensation += abs(total) >= abs(value) ? (total - next) + value : (value - next) + total
        total = next
    }

    /// The sum so far; not finite when it overflowed.
    public var value: Double { total + compensation }
}
