/// Count, mean and spread of a list of finite numbers.
public struct Moments: Sendable, Hashable {
    /// How many numbers there are; at least 1.
    public let count: Int
    /// Their mean.
    public let mean: Double
    /// The sum of the squared distances from the mean.
    public let squares: Double

    /// The moments of the given numbers, from exact sums: their order changes nothing.
    ///
    /// Throws `Undefined` when there are none, when one is not finite, or when they are too large to add.
    public init(_ values: [Double]) throws(Undefined) {
        try requireFinite(values)
        guard !values.isEmpty else { throw Undefined("there are no values") }
        let count = Double(values.count)
        let mean = ExactSum(values).value / count
        let drift = ExactSum(values.lazy.map { $0 - mean }).value
        let squares = ExactSum(values.lazy.map { ($0 - mean) * ($0 - mean) }).value - drift * drift / count
        guard mean.isFinite, squares.isFinite else { throw Undefined("the values are too large to average") }
        self.count = values.count
        self.mean = mean
        self.squares = values.allSatisfy { $0 == values[0] } ? 0 : max(0, squares)
    }

    /// The variance with n − 1 in the denominator; throws `Undefined` below 2 values.
    public func variance() throws(Undefined) -> Double {
        guard count > 1 else { throw Undefined("the variance needs at least 2 values, got \(count)") }
        return squares / Double(count - 1)
    }

    /// The standard deviation with n − 1 in the denominator; throws `Undefined` below 2 values.
    public func standardDeviation() throws(Undefined) -> Double { try variance().squareRoot() }

    /// The standard error of the mean of independent values; throws `Undefined` below 2 values.
    public func standardError() throws(Undefined) -> Double { try (variance() / Double(count)).squareRoot() }
}

/// Throws `Undefined` when a value is NaN or infinite, naming its place.
func requireFinite(_ values: [Double], _ what: String = "value") throws(Undefined) {
    if let place = values.firstIndex(where: { !$0.isFinite }) {
        throw Undefined("\(what) \(place + 1) of \(values.count) is not a finite number")
    }
}

/// Throws `Undefined` unless a confidence level lies strictly between 0 and 1.
func requireLevel(_ level: Double) throws(Undefined) {
    guard level > 0, level < 1 else { throw Undefined("the confidence level must lie between 0 and 1, got \(level)") }
}
