/// How a gate came out.
public enum GateOutcome: String, Sendable, Hashable {
    /// It holds, beyond chance.
    case passed
    /// It does not hold, beyond chance.
    case failed
    /// The data do not decide: the interval lies on both sides of the bound.
    case inconclusive
}

extension Sequence<GateOutcome> {
    /// Failed when one failed, else inconclusive when one is, else passed.
    public var worst: GateOutcome {
        reduce(.passed) { worst, outcome in
            switch (worst, outcome) {
            case (.failed, _), (_, .failed): .failed
            case (.inconclusive, _), (_, .inconclusive): .inconclusive
            default: .passed
            }
        }
    }
}

/// One gate of one run.
public struct GateResult: Sendable, Hashable {
    /// The gate as written, with the slice it was applied to.
    public var text: String
    /// How it came out.
    public var outcome: GateOutcome
    /// Why, with figure and interval.
    public var sentence: String
}
