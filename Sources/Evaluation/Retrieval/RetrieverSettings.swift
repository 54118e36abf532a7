import Models
import Scoring
import TouchstoneJSON

/// The settings of a retriever, read one by one with a sentence for each that does not fit.
struct RetrieverSettings {
    private let object: JSONObject

    /// Checks that there are only known settings. Throws ``ModelError`` with a suggestion.
    init(_ object: JSONObject) throws(ModelError) {
        let known = ["provider", "name"] + RetrieverSpecification.settings
        for member in object where !known.contains(member.key) {
            let hint = closestName(to: member.key, among: known).map { " (did you mean \"\($0)\"?)" } ?? ""
            let takes = known.joined(separator: ", ")
            throw ModelError(
                .invalidRequest,
                "a model of the provider \"\(RetrieverSpecification.provider)\" has no setting \"\(member.key)\"\(hint); it takes \(takes)")
        }
        self.object = object
    }

    func text(_ name: String) throws(ModelError) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.stringValue, !text.isEmpty else { throw misfit(name, "a text", value) }
        return text
    }

    func count(_ name: String) throws(ModelError) -> Int? {
        guard let value = value(name) else { return nil }
        guard let whole = value.intValue, whole >= 1 else { throw misfit(name, "a whole number from 1 up", value) }
        return whole
    }

    func number(_ name: String, in range: ClosedRange<Double>) throws(ModelError) -> Double? {
        guard let value = value(name) else { return nil }
        guard let number = value.doubleValue, range.contains(number) else {
            throw misfit(name, "a number from \(range.lowerBound) to \(range.upperBound)", value)
        }
        return number
    }

    func choice<Choice: RawRepresentable<String>>(_ name: String, _ choices: [Choice]) throws(ModelError) -> Choice? {
        guard let word = try text(name) else { return nil }
        if let choice = Choice(rawValue: word) { return choice }
        let words = choices.map(\.rawValue)
        let hint = closestName(to: word, among: words).map { " (did you mean \"\($0)\"?)" } ?? ""
        throw ModelError(
            .invalidRequest,
            "the setting \"\(name)\" of the retriever should be one of \(words.joined(separator: ", ")), not \"\(word)\"\(hint)")
    }

    func files(_ name: String) throws(ModelError) -> [String] {
        guard let value = value(name) else {
            throw ModelError(.invalidRequest, "a retriever needs \"\(name)\": the file that holds them, one JSON object per line")
        }
        let paths = value.stringValue.map { [$0] } ?? value.arrayValue?.compactMap(\.stringValue) ?? []
        guard !paths.isEmpty, paths.count == value.arrayValue?.count ?? 1, !paths.contains("") else {
            throw misfit(name, "a file or a list of files", value)
        }
        guard !paths.contains("-") else {
            throw ModelError(.invalidRequest, "the documents of a retriever cannot come from standard input; put them into a file")
        }
        return paths
    }

    private func value(_ name: String) -> JSONValue? {
        guard let value = object[name], !value.isNull else { return nil }
        return value
    }

    private func misfit(_ name: String, _ wanted: String, _ value: JSONValue) -> ModelError {
        ModelError(.invalidRequest, "the setting \"\(name)\" of the retriever should be \(wanted), but is \(value.text().prefix(80))")
    }
}
