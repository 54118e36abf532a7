/// A range of plausible values of an estimated quantity.
public struct Interval: Sendable, Hashable {
    /// The lower bound; minus infinity when one-sided.
    public var lower: Double
    /// The upper bound; infinity when one-sided.
    public var upper: Double
    /// The coverage it is made for, such as 0.95.
    public var level: Double
    /// How it was made: "wilson", "t", "bootstrap BCa", …
    public var method: String

    /// An interval.
    public init(lower: Double, upper: Double, level: Double, method: String) {
        self.lower = lower
        self.upper = upper
        self.level = level
        self.method = method
    }

    /// Whether the value lies inside or on a bound.
    public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

    /// Distance between the bounds.
    public var width: Double { upper - lower }
}
