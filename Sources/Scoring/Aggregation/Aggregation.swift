import Statistics

/// A way to make one figure of many scores, as MLflow names them.
public enum Aggregation: Sendable, Hashable {
    /// The arithmetic mean.
    case mean
    /// The population variance: divided by n.
    case variance
    /// The sample standard deviation: divided by n − 1; undefined for one value.
    case standardDeviation
    /// The value in the middle; halfway between the two middle ones of an even number.
    case median
    /// The least value.
    case minimum
    /// The greatest value.
    case maximum
    /// All values added up; 0 of none.
    case sum
    /// How many values there are; 0 of none.
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
    /// a single value for the standard deviation, or a value that is not a finite number. O(n), with a sort for medians and percentiles.
    public func value(of values: [Double]) throws(ScoringError) -> Double {
        do throws(Undefined) {
            switch self {
            case .count: return Double(values.count)
            case .sum: return values.isEmpty ? 0 : try Moments(values).mean * Double(values.count)
            case .mean: return try Moments(values).mean
            case .variance:
                let moments = try Moments(values)
                return moments.squares / Double(moments.count)
            case .standardDeviation: return try Moments(values).standardDeviation()
            case .minimum: return try quantile(values, 0)
            case .maximum: return try quantile(values, 1)
            case .median: return try quantile(values, 0.5)
            case .percentile(let percent): return try quantile(values, percent / 100)
            }
        } catch {
            throw .undefined(reason: "no \(name): \(error.reason)")
        }
    }
}
