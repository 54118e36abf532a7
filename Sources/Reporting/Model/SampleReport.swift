package import TouchstoneJSON

/// One row at one epoch: what was asked, what was answered, and what every scorer said of it.
package struct SampleReport: Sendable {
    /// The place of the row in the dataset, from 0.
    package var index: Int
    /// The row's id.
    package var id: String
    /// Which repetition, from 1.
    package var epoch: Int
    /// The slices it belongs to.
    package var slices: [Slice] = []
    /// What was asked.
    package var inputs: JSONValue
    /// What was answered; nil when there is no answer.
    package var outputs: JSONValue?
    /// What was expected.
    package var expected: JSONValue?
    /// What the answer should rest on.
    package var context: JSONValue?
    /// Why there is no answer.
    package var error: String?
    /// What its calls came to; nil when the answer was given.
    package var calls: CallFigures?
    /// What the scorers said, in the order of the specification.
    package var scores: [ScoreReport] = []

    /// A sample without answer and scores.
    package init(index: Int, id: String, epoch: Int = 1, inputs: JSONValue) {
        self.index = index
        self.id = id
        self.epoch = epoch
        self.inputs = inputs
    }

    /// How the sample fared; empty when it is well.
    package var state: SampleState {
        var state: SampleState = []
        if error != nil { state.insert(.errored) }
        for score in scores {
            if score.error != nil {
                state.insert(.errored)
            } else if score.value == nil {
                state.insert(.unscored)
            }
            if score.passed == false { state.insert(.failed) }
        }
        return state
    }
}

/// What one scorer said of one sample.
package struct ScoreReport: Sendable, Hashable {
    /// The score's name.
    package var name: String
    /// A number, a pass or fail, or a category; nil without value.
    package var value: JSONValue?
    /// Why there is no value.
    package var reason: String?
    /// The failure of the scorer itself.
    package var error: String?
    /// Why the value is what it is.
    package var rationale: String?
    /// Whether the value is good enough; nil where nothing says what that is.
    package var passed: Bool?

    /// A score.
    package init(
        name: String, value: JSONValue?, reason: String? = nil, error: String? = nil, rationale: String? = nil, passed: Bool? = nil
    ) {
        self.name = name
        self.value = value
        self.reason = reason
        self.error = error
        self.rationale = rationale
        self.passed = passed
    }
}

/// What is wrong with a sample; several can be true at once.
package struct SampleState: OptionSet, Sendable, Hashable {
    /// One bit per state.
    package let rawValue: UInt8

    /// The states of given bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A score did not pass.
    package static let failed = SampleState(rawValue: 1)
    /// There is no answer, or a scorer failed.
    package static let errored = SampleState(rawValue: 2)
    /// A score has no value.
    package static let unscored = SampleState(rawValue: 4)

    /// The states by name, worst first; "passed" when nothing is wrong.
    package var names: [String] {
        var names: [String] = []
        if contains(.failed) { names.append("failed") }
        if contains(.errored) { names.append("errored") }
        if contains(.unscored) { names.append("unscored") }
        return names.isEmpty ? ["passed"] : names
    }
}
