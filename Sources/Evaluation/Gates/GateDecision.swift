import Foundation
import Statistics
import TouchstoneJSON

/// Decides a bound on a figure: on the interval's bound, never on the point.
enum GateDecision {
    /// Passed when the whole interval satisfies the bound, failed when none of it does, else inconclusive.
    ///
    /// A figure without interval (a total, say) is decided on itself.
    static func outcome(estimate: Double, interval: Interval?, isMinimum: Bool, bound: Double) -> GateOutcome {
        let lower = interval?.lower ?? estimate
        let upper = interval?.upper ?? estimate
        if isMinimum { return lower >= bound ? .passed : upper < bound ? .failed : .inconclusive }
        return upper <= bound ? .passed : lower > bound ? .failed : .inconclusive
    }

    /// Why, in plain words.
    static func sentence(_ figure: String, estimate: Double, interval: Interval?, outcome: GateOutcome, bound: Double) -> String {
        var text = "\(figure) is \(format(estimate))"
        if let interval {
            text += " (\(format(interval.level * 100)) % interval \(format(interval.lower)) to \(format(interval.upper)))"
        }
        switch outcome {
        case .passed: return text + ": within the bound \(format(bound))"
        case .failed: return text + ": beyond the bound \(format(bound))"
        case .inconclusive: return text + ": the bound \(format(bound)) lies inside; more samples would decide"
        }
    }

    /// A number with four significant digits.
    static func format(_ value: Double) -> String {
        guard value.isFinite else { return value > 0 ? "infinity" : "minus infinity" }
        if let whole = Int(exactly: value), whole.magnitude < 1_000_000 { return String(whole) }
        guard abs(value) < 1e6 else { return JSONValue(value).text() }
        let digits = max(0, 3 - Int(log10(abs(value)).rounded(.down)))
        let factor = pow(10, Double(min(digits, 12)))
        return JSONValue((value * factor).rounded() / factor).text()
    }
}
