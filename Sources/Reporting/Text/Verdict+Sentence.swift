package import Statistics
package import TouchstoneJSON

extension Verdict {
    /// The verdict under the keys of `docs/report-json.md`.
    package var json: JSONValue { VerdictJSON.value(self) }

    /// A mean, or another figure that `what` names, in plain words: `latency: the mean of 300 samples is 1.92, 95 % interval 1.71 to 2.40 (t).`
    package func sentence(of what: String) -> String { "\(metric): \(what) of \(VerdictText(self).units) is \(clause())." }

    /// A rate in plain words: `exact_match: 82 % of 300 samples pass, 95 % interval 77.3 % to 86 % (wilson).`
    package var rateSentence: String {
        guard let estimate else { return "\(metric): the rate is \(clause(isRate: true))." }
        let opening = "\(metric): \(NumberText.percent(estimate)) of \(VerdictText(self).units) pass"
        return opening + clause(isRate: true).dropFirst(NumberText.percent(estimate).count) + "."
    }

    /// The estimate with its interval: `1.92, 95 % interval 1.71 to 2.40 (t)`; a rate in percent.
    package func clause(isRate: Bool = false) -> String {
        guard let estimate else { return "undefined" + (undefinedReason.map { ": " + $0 } ?? "") }
        let text = VerdictText(self)
        let figure = isRate ? NumberText.percent(estimate) : text.estimate
        guard let interval, let range = isRate ? Self.percentRange(interval) : text.range else { return figure + " without an interval" }
        return "\(figure), \(NumberText.percent(interval.level)) interval \(range) (\(interval.method))"
    }

    private static func percentRange(_ interval: Interval) -> String {
        NumberText.percent(interval.lower) + " to " + NumberText.percent(interval.upper)
    }

    /// A comparison in plain words: what it says, the difference with its interval and p-value, and what would decide it.
    package func sentence(against baseline: String) -> String {
        guard let outcome, difference != nil else {
            return "\(metric) against \(baseline) is undefined\(undefinedReason.map { ": " + $0 } ?? "")."
        }
        let text = VerdictText(self)
        let interval = difference?.interval == nil ? "without an interval" : text.differenceInterval
        let figures = "\(text.change), difference \(text.difference) \(interval)"
        let test = pValue.map { value in ", p \(Self.relation(value.adjusted ?? value.raw)) (\(text.pMethod ?? value.method))" } ?? ""
        return Self.opening(outcome, metric, baseline, equivalence?.margin) + ": " + figures + test + "." + closing(outcome, text)
    }

    private static func opening(_ outcome: Outcome, _ name: String, _ baseline: String, _ margin: Double?) -> String {
        switch outcome {
        case .better, .worse: "\(name) is \(outcome.rawValue) than \(baseline)"
        case .equivalent: "\(name) is equivalent to \(baseline)" + (margin.map { " within ±\(NumberText.short($0))" } ?? "")
        case .inconclusive: "The data do not decide between \(name) and \(baseline)"
        }
    }

    private static func relation(_ p: Double) -> String {
        let text = NumberText.probability(p)
        return text.hasPrefix("<") ? "< " + text.dropFirst() : "= " + text
    }

    /// Where nothing was decided, what it would take.
    private func closing(_ outcome: Outcome, _ text: VerdictText) -> String {
        guard outcome == .inconclusive, let detectable = minimumDetectableEffect else { return "" }
        let needed = unitsNeeded.map { ", and would need about \(NumberText.count($0)) to show this one" } ?? ""
        return " \(text.units) show differences from \(NumberText.short(detectable)) on\(needed)."
    }
}
