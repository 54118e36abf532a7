/// The two-sided CUSUM chart (Page 1954): alarms when standardised deviations from a target pile up to one side.
///
/// Detects a shift of 2k standard deviations fastest; k = 0.5 and h = 5 alarm about every 465 observations without a shift (normal
/// observations). O(1) memory; starts afresh with the observation after an alarm.
public struct CumulativeSum: Sendable, Hashable {
    /// The mean without a shift.
    public let target: Double
    /// The standard deviation of an observation.
    public let standardDeviation: Double
    /// The slack k, in standard deviations.
    public let slack: Double
    /// The limit h, in standard deviations.
    public let limit: Double
    /// The sum of upward deviations.
    public private(set) var upper = 0.0
    /// The sum of downward deviations.
    public private(set) var lower = 0.0
    /// Whether the last observation gave an alarm.
    public private(set) var isAlarm = false

    /// A chart; throws `Undefined` unless the deviation and the limit are positive and the slack is not negative.
    public init(target: Double, standardDeviation: Double, slack: Double = 0.5, limit: Double = 5) throws {
        guard target.isFinite, standardDeviation > 0, standardDeviation.isFinite else {
            throw Undefined("a cusum chart needs a finite target and a positive deviation")
        }
        guard slack >= 0, limit > 0, slack.isFinite, !limit.isNaN else { throw Undefined("slack and limit must not be negative") }
        (self.target, self.standardDeviation, self.slack, self.limit) = (target, standardDeviation, slack, limit)
    }

    /// Takes one observation and tells whether it gives an alarm; throws `Undefined` when it is not finite.
    public mutating func observe(_ x: Double) throws -> Bool {
        guard x.isFinite else { throw Undefined("observations must be finite numbers") }
        if isAlarm { (upper, lower) = (0, 0) }
        let z = (x - target) / standardDeviation
        upper = max(0, upper + z - slack)
        lower = max(0, lower - z - slack)
        isAlarm = upper > limit || lower > limit
        return isAlarm
    }
}
