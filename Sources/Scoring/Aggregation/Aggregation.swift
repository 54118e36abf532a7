/// A way to make one figure of many scores, as MLflow names them.
public enum Aggregation: Sendable, Hashable {
    case mean
    /// The population variance: divided by n.
    case variance
    /// The sample standard deviation: divided by n − 1; undefined for one value.
    case standardDeviation
    case median
    case minimum
    case maximum
    case sum
    case count
    /// The value below which a percentage (0 to 100) of the scores lie, interpolated linearly between neighbours.
    case percentile(Double)

    /// MLflow's three: mean, variance and p90.
    public static let standard: [Aggregation] = [.mean, .variance, .percentile(90)]

    /// The aggregation of a name such as "mean", "variance", "std", "median", "min", "max", "sum", "count", "p90" or "p99.9".
    public init?(name: String) {
        switch name {
        case "mean": self = .mean
        case "variance": self = .variance
        case "std": self = .standardDeviation
        case "median": self = .median
        case "min": self = .minimum
        case "max": self = .maximum
        case "sum": self = .sum
        case "count": self = .count
        default:
            guard name.hasPrefix("p"), let percent = Double(name.dropFirst()), (0...100).contains(percent) else { return nil }
            self = .percentile(percent)
        }
    }

    /// The name in metric keys: "mean", "p90".
    public var name: String {
        switch self {
        case .mean: "mean"
        case .variance: "variance"
        case .standardDeviation: "std"
        case .median: "median"
        case .minimum: "min"
        case .maximum: "max"
        case .sum: "sum"
        case .count: "count"
        case .percentile(let percent): "p" + (Int(exactly: percent).map(String.init) ?? String(percent))
        }
    }

    /// The figure of some values. Throws ``ScoringError/undefined(reason:)`` when there is none: no values (but for sum and count),
    /// a single value for the standard deviation, or a value that is not a number. O(n), with a sort for medians and percentiles.
    public func value(of values: [Double]) throws(ScoringError) -> Double {
        if case .count = self { return Double(values.count) }
        if case .sum = self { return values.reduce(0, +) }
        guard !values.isEmpty else { throw .undefined(reason: "the \(name) of no values") }
        guard !values.contains(where: \.isNaN) else { throw .undefined(reason: "the \(name) of values that are not all numbers") }
        switch self {
        case .mean: return Self.mean(values)
        case .variance: return Self.squaredDeviations(values) / Double(values.count)
        case .standardDeviation:
            guard values.count > 1 else { throw .undefined(reason: "the standard deviation of a single value") }
            return (Self.squaredDeviations(values) / Double(values.count - 1)).squareRoot()
        case .minimum: return values.min() ?? .nan
        case .maximum: return values.max() ?? .nan
        case .median: return Self.percentile(50, of: values)
        case .percentile(let percent): return Self.percentile(percent, of: values)
        case .sum, .count: return .nan
        }
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    private static func squaredDeviations(_ values: [Double]) -> Double {
        let center = mean(values)
        return values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    }

    /// Hyndman and Fan's type 7: the value at position (n − 1)·q/100 of the sorted values.
    private static func percentile(_ percent: Double, of values: [Double]) -> Double {
        let sorted = values.sorted()
        let position = Double(sorted.count - 1) * min(max(percent, 0), 100) / 100
        let lower = min(Int(position), sorted.count - 1)
        let upper = min(lower + 1, sorted.count - 1)
        let share = position - Double(lower)
        if share == 0 || sorted[lower] == sorted[upper] { return sorted[lower] }
        let step = sorted[upper] - sorted[lower]
        return share < 0.5 ? sorted[lower] + step * share : sorted[upper] - step * (1 - share)
    }
}
