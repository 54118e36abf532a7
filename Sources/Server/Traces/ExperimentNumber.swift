import Tracking

/// Experiments as fields name them: whole numbers in decimal digits.
enum ExperimentNumber {
    static func number(_ text: String) throws(MLflowError) -> ExperimentID {
        guard let number = Int64(text), number >= 0 else {
            throw .invalid("Invalid experiment ID '\(text)'. Experiment ID must be a valid integer.")
        }
        return ExperimentID(rawValue: number)
    }

    static func numbers(_ texts: [String]) throws(MLflowError) -> [ExperimentID] {
        var numbers: [ExperimentID] = []
        for text in texts { numbers.append(try number(text)) }
        return numbers
    }
}
