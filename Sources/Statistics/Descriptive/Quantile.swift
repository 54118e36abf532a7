/// The quantile of a list of finite numbers by linear interpolation between order statistics (Hyndman & Fan's type 7, numpy's default).
///
/// - Parameters:
///   - values: The numbers, in any order.
///   - q: The share below, 0…1.
/// - Complexity: O(n log n).
public func quantile(_ values: [Double], _ q: Double) throws(Undefined) -> Double {
    try requireFinite(values)
    guard !values.isEmpty else { throw Undefined("there are no values") }
    guard q >= 0, q <= 1 else { throw Undefined("a quantile lies between 0 and 1, got \(q)") }
    return quantile(sorted: values.sorted(), q)
}

/// The median of a list of finite numbers.
public func median(_ values: [Double]) throws(Undefined) -> Double { try quantile(values, 0.5) }

/// The type-7 quantile of an ascending, non-empty list; q is cut to 0…1.
package func quantile(sorted values: [Double], _ q: Double) -> Double {
    let position = min(max(q, 0), 1) * Double(values.count - 1)
    let below = Int(position)
    let above = min(below + 1, values.count - 1)
    let fraction = position - Double(below)
    let (low, high) = (values[below], values[above])
    if low == high { return low }
    return fraction < 0.5 ? low + (high - low) * fraction : high - (high - low) * (1 - fraction)
}
