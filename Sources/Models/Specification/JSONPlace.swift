import TouchstoneJSON

/// A place in a JSON value: `/choices/0/text` (RFC 6901), or `choices.0.text` and `choices[0].text`.
struct JSONPlace: Sendable, Hashable {
    let text: String
    private let steps: [String]

    init(_ text: String) {
        self.text = text
        if text.hasPrefix("/") {
            steps = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { step in
                step.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
                    .split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
            }
        } else {
            steps = text.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init).filter { $0 != "$" }
        }
    }

    /// The value there; nil when there is none.
    func value(in json: JSONValue) -> JSONValue? {
        var current = json
        for step in steps {
            let next = current.arrayValue == nil ? current[step] : Int(step).flatMap { current[$0] }
            guard let next else { return nil }
            current = next
        }
        return current
    }
}
