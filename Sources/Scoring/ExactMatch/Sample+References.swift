extension Sample {
    /// Compares the answer with every acceptable one and keeps the best. Throws when a field is missing or no answer is acceptable.
    func bestOverReferences<Value: Comparable>(
        _ compare: (_ answer: String, _ reference: String) throws -> Value
    ) throws -> Value {
        let (answer, references) = try answerAndReferences()
        let values = try references.map { try compare(answer, $0) }
        guard let best = values.max() else { throw ScoringError.undefined(reason: "there is no acceptable answer to compare with") }
        return best
    }

    /// Whether any acceptable answer fits.
    func anyReference(_ fits: (_ answer: String, _ reference: String) throws -> Bool) throws -> Score {
        let (answer, references) = try answerAndReferences()
        return Score(try references.contains { try fits(answer, $0) })
    }

    /// The answer and at least one acceptable answer.
    func answerAndReferences() throws -> (answer: String, references: [String]) {
        let answer = try answer()
        let references = try references()
        guard !references.isEmpty else { throw ScoringError.undefined(reason: "the list of acceptable answers is empty") }
        return (answer, references)
    }
}
