/// A sum that is rounded once, at its end: the same to the last bit whatever the order of the values (Shewchuk 1997).
///
/// Use it for figures over rows, whose order must not matter; `CompensatedSum` is faster. O(n) for values of similar size.
public struct ExactSum: Sendable, Hashable {
    /// Numbers of falling precision without overlap, smallest first, that together are the sum.
    private var parts: [Double] = []
    /// The sum of what is not finite.
    private var beyond = 0.0

    /// An empty sum.
    public init() {}

    /// The sum of the given values.
    public init(_ values: some Sequence<Double>) { for value in values { add(value) } }

    /// Adds one value.
    public mutating func add(_ value: Double) {
        guard value.isFinite else { return beyond += value }
        var rest = value
        var kept = 0
        for place in parts.indices {
            let (high, low) = Self.exactly(rest, parts[place])
            if low != 0 {
                parts[kept] = low
                kept += 1
            }
            rest = high
        }
        guard rest.isFinite else {
            parts.removeAll()
            return beyond += rest
        }
        parts.removeSubrange(kept...)
        parts.append(rest)
    }

    /// Adds one value so many times; the sum is that of adding it again and again.
    mutating func add(_ value: Double, times: Int) {
        guard times > 0 else { return }
        let product = value * Double(times)
        add(product)
        let lost = (-product).addingProduct(value, Double(times))
        if product.isFinite, lost != 0 { add(lost) }
    }

    /// The sum so far, rounded to the nearest number, halves to even; not finite when it overflowed.
    public var value: Double {
        guard beyond == 0 else { return beyond }
        guard var sum = parts.last else { return 0 }
        var place = parts.count - 1
        var error = 0.0
        while place > 0 {
            place -= 1
            (sum, error) = Self.exactly(sum, parts[place])
            if error != 0 { break }
        }
        // Half a unit was rounded by what lies below, not to even.
        if place > 0, (error < 0) == (parts[place - 1] < 0), error != 0 {
            let doubled = error * 2
            let other = sum + doubled
            if other - sum == doubled { sum = other }
        }
        return sum
    }

    /// The rounded sum of two numbers and what rounding lost.
    @inline(__always)
    private static func exactly(_ one: Double, _ other: Double) -> (high: Double, low: Double) {
        let (large, small) = abs(one) < abs(other) ? (other, one) : (one, other)
        let high = large + small
        return (high, small - (high - large))
    }
}
