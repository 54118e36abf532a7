/// The Page–Hinkley test: alarms when observations leave their own running mean for long (Page 1954; Mouss et al. 2004).
///
/// Parameters and behaviour are those of river's detector: sums forget by a factor, and everything starts afresh with the observation
/// after an alarm. O(1) memory. The threshold must be tuned; there is no guarantee on false alarms.
public struct PageHinkley: Sendable, Hashable {
    /// Which shifts count.
    public enum Direction: String, Sendable, Hashable {
        /// Rises.
        case up
        /// Falls.
        case down
        /// Both.
        case both
    }

    /// Observations before the first alarm.
    public let minimumCount: Int
    /// Deviations below this do not count.
    public let delta: Double
    /// The alarm's threshold.
    public let threshold: Double
    /// The factor by which sums forget.
    public let forgetting: Double
    /// Which shifts count.
    public let direction: Direction
    /// Whether the last observation gave an alarm.
    public private(set) var isAlarm = false
    private var state = State()

    private struct State: Sendable, Hashable {
        var count = 0
        var mean = 0.0
        var rise = 0.0
        var fall = 0.0
        var lowestRise = Double.infinity
        var highestFall = -1.0
    }

    /// A detector; throws `Undefined` for a threshold or delta that is negative or a factor outside 0…1.
    public init(
        minimumCount: Int = 30, delta: Double = 0.005, threshold: Double = 50, forgetting: Double = 0.9999, direction: Direction = .both
    ) throws {
        guard delta >= 0, threshold >= 0, forgetting > 0, forgetting <= 1 else {
            throw Undefined("delta and threshold must not be negative, forgetting must lie in 0...1")
        }
        (self.minimumCount, self.delta, self.threshold) = (minimumCount, delta, threshold)
        (self.forgetting, self.direction) = (forgetting, direction)
    }

    /// Takes one observation and tells whether it gives an alarm; throws `Undefined` when it is not finite.
    public mutating func observe(_ x: Double) throws -> Bool {
        guard x.isFinite else { throw Undefined("observations must be finite numbers") }
        if isAlarm { state = State() }
        state.count += 1
        state.mean += (x - state.mean) / Double(state.count)
        let deviation = x - state.mean
        state.rise = forgetting * state.rise + deviation - delta
        state.fall = forgetting * state.fall + deviation + delta
        state.lowestRise = min(state.lowestRise, state.rise)
        state.highestFall = max(state.highestFall, state.fall)
        let (up, down) = (state.rise - state.lowestRise > threshold, state.highestFall - state.fall > threshold)
        let crossed = direction == .up && up || direction == .down && down || direction == .both && (up || down)
        isAlarm = crossed && state.count >= minimumCount
        return isAlarm
    }
}
