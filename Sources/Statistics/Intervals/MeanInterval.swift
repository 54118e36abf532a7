/// How the interval of a mean of independent values is made.
public enum MeanMethod: String, Sendable, Hashable {
    /// Student's t with n − 1 degrees of freedom.
    case t
    /// The normal distribution, for comparison with reports that use it.
    case normal
}

/// The interval of the mean of independent values.
///
/// Throws `Undefined` below 2 values, for values that are not finite, and where all values are equal (their spread says nothing then).
public func meanInterval(_ values: [Double], level: Double = 0.95, method: MeanMethod = .t) throws(Undefined) -> Interval {
    try requireLevel(level)
    let moments = try Moments(values)
    guard moments.count > 1 else { throw Undefined("the interval of a mean needs at least 2 values, got 1") }
    guard moments.squares > 0 else { throw Undefined("all \(moments.count) values are equal, so their spread says nothing") }
    let tail = (1 - level) / 2
    let width = method == .t ? -StudentT(Double(moments.count - 1)).quantile(tail) : -Normal.quantile(tail)
    let half = try width * moments.standardError()
    return Interval(lower: moments.mean - half, upper: moments.mean + half, level: level, method: method.rawValue)
}
