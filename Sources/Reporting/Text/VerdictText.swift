import Statistics

/// The parts of a verdict in words, the same in every format for people.
struct VerdictText {
    let verdict: Verdict

    init(_ verdict: Verdict) { self.verdict = verdict }

    private var digits: Int { NumberText.digits(for: verdict.estimate ?? 0, width: verdict.interval?.width) }

    /// `0.742`, or an em dash when undefined.
    var estimate: String { verdict.estimate.map { NumberText.fixed($0, digits: digits) } ?? "—" }

    /// `[0.690, 0.788]`; "no interval" when there is none, so that no figure stands alone unnoticed.
    var interval: String { verdict.interval.map { Self.range($0, digits: digits) } ?? (verdict.estimate == nil ? "—" : "no interval") }

    /// `0.690 to 0.788`, or `1.71 and up` where a bound is infinite; nil without an interval.
    var range: String? {
        guard let interval = verdict.interval else { return nil }
        let (lower, upper) = (NumberText.fixed(interval.lower, digits: digits), NumberText.fixed(interval.upper, digits: digits))
        if interval.upper == .infinity { return interval.lower == -.infinity ? "of any size" : lower + " and up" }
        return interval.lower == -.infinity ? "up to " + upper : lower + " to " + upper
    }

    /// `95 % wilson`.
    var method: String? { verdict.interval.map { NumberText.percent($0.level) + " " + $0.method } }

    /// `0.742 [0.690, 0.788]`, or why it is undefined.
    var figure: String {
        guard verdict.estimate != nil else { return "undefined" + (verdict.undefinedReason.map { ": " + $0 } ?? "") }
        return estimate + " " + interval
    }

    private var differenceDigits: Int {
        guard let difference = verdict.difference else { return 3 }
        return NumberText.digits(for: max(abs(difference.candidate), abs(difference.baseline)), width: difference.interval?.width)
    }

    /// `+0.031`.
    var difference: String { verdict.difference.map { NumberText.signed($0.estimate, digits: differenceDigits) } ?? "—" }

    /// `[-0.004, +0.066]`.
    var differenceInterval: String {
        guard let difference = verdict.difference else { return "—" }
        guard let interval = difference.interval else { return "no interval" }
        return "[" + NumberText.signed(interval.lower, digits: differenceDigits) + ", "
            + NumberText.signed(interval.upper, digits: differenceDigits) + "]"
    }

    /// `0.711 → 0.742`, baseline to candidate.
    var change: String {
        guard let difference = verdict.difference else { return estimate }
        return NumberText.fixed(difference.baseline, digits: differenceDigits) + " → "
            + NumberText.fixed(difference.candidate, digits: differenceDigits)
    }

    /// The p-value to judge by: adjusted where there is a family.
    var pValue: String { verdict.pValue.map { NumberText.probability($0.adjusted ?? $0.raw) } ?? "—" }

    /// `mcnemar exact, holm over 3`.
    var pMethod: String? {
        verdict.pValue.map { value in
            value.method + (value.adjusted == nil ? "" : ", \(value.adjustment ?? "adjusted") over \(value.familySize)")
        }
    }

    /// The smallest difference that would have shown.
    var minimumDetectable: String {
        verdict.minimumDetectableEffect.map { NumberText.fixed($0, digits: max(3, differenceDigits)) } ?? "—"
    }

    /// `300 samples`, or `300 samples in 20 clusters`.
    var units: String {
        NumberText.count(verdict.n) + (verdict.n == 1 ? " sample" : " samples")
            + (verdict.clusters.map { " in " + NumberText.count($0) + " clusters" } ?? "")
    }

    private static func range(_ interval: Interval, digits: Int) -> String {
        "[" + NumberText.fixed(interval.lower, digits: digits) + ", " + NumberText.fixed(interval.upper, digits: digits) + "]"
    }
}

extension ComparedMetric {
    /// Pairs in which the candidate is the better one.
    var improved: Int { verdict.difference.map { direction == .lower ? $0.lower : $0.higher } ?? 0 }

    /// Pairs in which the candidate is the worse one.
    var worsened: Int { verdict.difference.map { direction == .lower ? $0.higher : $0.lower } ?? 0 }

    /// `12 fixed, 5 broke`; for scores that are not pass or fail, `12 up, 5 down` in the sense of better and worse.
    var movement: String {
        guard verdict.difference != nil else { return "—" }
        let words = isPassFail ? ("fixed", "broke") : ("better", "worse")
        return NumberText.count(improved) + " " + words.0 + ", " + NumberText.count(worsened) + " " + words.1
    }
}
