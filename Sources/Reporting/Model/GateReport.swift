/// What one gate said.
package struct GateReport: Sendable, Hashable {
    /// How a gate came out.
    package enum Outcome: String, Sendable, Hashable {
        /// The whole interval satisfies the bound, or the figure where it has none.
        case passed
        /// Nothing of the interval satisfies the bound, or the figure does not where it has none.
        case failed
        /// The interval reaches over the bound, or there is no figure.
        case inconclusive
    }

    /// The gate as it is written in the specification: `exact_match >= 0.8`.
    package var text: String
    /// How it came out.
    package var outcome: Outcome
    /// Why, in plain words, with figure and interval.
    package var sentence: String

    /// A gate's result.
    package init(text: String, outcome: Outcome, sentence: String) {
        self.text = text
        self.outcome = outcome
        self.sentence = sentence
    }
}

extension Sequence<GateReport> {
    /// The outcome of all gates together: failed when one failed, else inconclusive when one is; nil without gates.
    package var outcome: GateReport.Outcome? {
        reduce(nil) { worst, gate in
            switch (worst, gate.outcome) {
            case (.failed, _), (_, .failed): .failed
            case (.inconclusive, _), (_, .inconclusive): .inconclusive
            default: .passed
            }
        }
    }
}
