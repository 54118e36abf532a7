import Scoring
import TouchstoneJSON

extension ScorerChoice {
    /// Reads `NAME` or `NAME:key=value,...` as the command line writes it, and checks it against the catalogue.
    ///
    /// A value may hold commas when it is quoted with `"`; a backslash inside quotes keeps the next character. Throws
    /// ``ScorerArgumentError``.
    public init(text: String) throws {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        var arguments = JSONObject()
        if parts.count == 2 {
            for (key, value) in try Self.pairs(in: parts[1], scorer: name) { arguments[key] = .string(value) }
        }
        try ScorerCatalogue.standard.check(name, arguments)
        self.init(.catalogue(name, arguments))
    }

    private static func pairs(in text: Substring, scorer: String) throws -> [(String, String)] {
        var pairs: [(String, String)] = []
        var rest = text
        while !rest.isEmpty {
            guard let equals = rest.firstIndex(of: "="), equals > rest.startIndex else {
                throw ScorerArgumentError("the arguments of \"\(scorer)\" should be key=value pairs joined by commas, but are \"\(text)\"")
            }
            let key = String(rest[..<equals])
            rest = rest[rest.index(after: equals)...]
            pairs.append((key, takeValue(from: &rest)))
        }
        return pairs
    }

    private static func takeValue(from rest: inout Substring) -> String {
        var value = ""
        var isQuoted = false
        var isEscaped = false
        while let character = rest.popFirst() {
            if isEscaped {
                value.append(character)
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"", isQuoted || value.isEmpty {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                return value
            } else {
                value.append(character)
            }
        }
        return value
    }
}
