import TouchstoneJSON

extension ScorerEntry {
    /// Whether the right one of several choices is the likeliest, as multiple-choice tasks of lm-evaluation-harness count it.
    static let choiceLikelihoods: [ScorerEntry] = [
        choice("lm_eval_acc", "Whether the right choice is the likeliest.", blindTo: "long choices are less likely for their length alone")
        {
            $0.logLikelihood
        },
        choice(
            "lm_eval_acc_norm", "Whether the right choice is the likeliest per byte of its text.",
            blindTo: "how sure the model is; short choices gain"
        ) { $0.logLikelihood / Double(max(1, $0.bytes)) },
        choice(
            "lm_eval_acc_mutual_info", "Whether the right choice gains most likelihood from the question (`unconditional` is without it).",
            blindTo: "how likely the choice is"
        ) { $0.unconditional.map { [likelihood = $0.logLikelihood] in likelihood - $0 } },
    ]

    private static func choice(
        _ name: String, _ summary: String, blindTo: String, _ value: @escaping @Sendable (ChoiceLikelihood) -> Double?
    ) -> ScorerEntry {
        let definition = ScorerDefinition(
            name: name, topic: "language model",
            summary: summary + " `outputs` is a list of {\"choice\", \"loglikelihood\"}, `expected` the right choice or its place from 0.",
            range: .binary, requires: [.outputs, .expected], source: "lm-evaluation-harness multiple_choice tasks", blindTo: blindTo)
        return ScorerEntry(definition) { (sample: Sample) throws -> Score in
            let choices = try ChoiceLikelihood.all(of: sample)
            let values = choices.compactMap(value)
            guard values.count == choices.count else {
                throw ScoringError.undefined(reason: "a choice has no \"unconditional\" log-likelihood")
            }
            // The first of several largest, as numpy's argmax has it.
            let best = values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
            return Score(try ChoiceLikelihood.right(of: sample, choices) == best, rationale: "likeliest is \"\(choices[best].text)\"")
        }
    }
}

/// A choice with its log-likelihoods after the question and without it.
private struct ChoiceLikelihood {
    let text: String
    let logLikelihood: Double
    let unconditional: Double?

    var bytes: Int { text.utf8.count }

    static func all(of sample: Sample) throws(ScoringError) -> [ChoiceLikelihood] {
        guard let outputs = sample[.outputs] else { throw .missing(.outputs) }
        let choices = (outputs.arrayValue ?? []).compactMap(ChoiceLikelihood.init)
        guard !choices.isEmpty, choices.count == outputs.arrayValue?.count else {
            throw .wrongKind(.outputs, wanted: "a list of {\"choice\", \"loglikelihood\"}", found: outputs)
        }
        return choices
    }

    init?(_ value: JSONValue) {
        guard let text = value["choice"]?.stringValue, let likelihood = value["loglikelihood"]?.doubleValue, likelihood.isFinite else {
            return nil
        }
        self.text = text
        logLikelihood = likelihood
        unconditional = value["unconditional"]?.doubleValue
    }

    static func right(of sample: Sample, _ choices: [ChoiceLikelihood]) throws(ScoringError) -> Int {
        guard let expected = sample[.expected] else { throw .missing(.expected) }
        if let place = expected.intValue, choices.indices.contains(place) { return place }
        if let place = choices.firstIndex(where: { $0.text == expected.asText }) { return place }
        throw .wrongKind(.expected, wanted: "one of the choices or its place from 0", found: expected)
    }
}
