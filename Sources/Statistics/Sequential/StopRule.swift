/// When a sequential run may stop; declared before it starts.
public struct StopRule: Sendable, Hashable {
    /// Why a run stopped.
    public enum Reason: String, Sendable, Hashable {
        /// The interval excludes the reference value, by the margin where there is one.
        case decided
        /// The interval lies inside the margin of equivalence.
        case equivalent
        /// The interval is as narrow as asked for.
        case precise
        /// The budget of units is used up.
        case budget
    }

    /// The value that would mean no difference.
    public var reference: Double
    /// Half the width of the zone around the reference that counts as equivalent; nil without such a zone.
    public var margin: Double?
    /// The half-width at which the interval is precise enough; nil when it does not matter.
    public var halfWidth: Double?
    /// The most units to run; nil without limit.
    public var budget: Int?
    /// The fewest units to run before stopping for any reason but the budget.
    public var minimum: Int

    /// A rule.
    public init(reference: Double = 0, margin: Double? = nil, halfWidth: Double? = nil, budget: Int? = nil, minimum: Int = 0) {
        self.reference = reference
        self.margin = margin
        self.halfWidth = halfWidth
        self.budget = budget
        self.minimum = minimum
    }

    /// Why to stop after so many units with this interval of a confidence sequence; nil to go on.
    ///
    /// Only a confidence sequence may be used: an interval for a fixed number of units misses far more often than it says when one
    /// stops on it. After stopping report the same interval, and say that the estimate was stopped early.
    public func reason(after units: Int, interval: Interval) -> Reason? {
        if units >= minimum {
            if interval.upper < reference || interval.lower > reference {
                guard let margin else { return .decided }
                if interval.upper < reference - margin || interval.lower > reference + margin { return .decided }
            }
            if let margin, interval.lower > reference - margin, interval.upper < reference + margin { return .equivalent }
            if let halfWidth, interval.width / 2 <= halfWidth { return .precise }
        }
        if let budget, units >= budget { return .budget }
        return nil
    }
}
