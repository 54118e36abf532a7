import TouchstoneJSON

/// One entry of the page's list as the page's script reads it: one line, its flags first so that filtering need not parse the rest.
///
/// Keys are single letters (see ``PageScript``): they stay short a hundred thousand times over, and the text search cannot hit them.
struct ViewerRecord {
    /// A part of the details: its title's key, then the text in one of four shapes.
    enum Shape {
        case text(String)
        case json(String)
        case list([String])
        case pairs([(String, String)])
    }

    var flags: UInt8
    var id: String
    var epoch = 1
    var slices: [String] = []
    var error: String?
    var parts: [(key: String, shape: Shape)] = []
    var scores: [ScoreReport] = []
    var calls: CallFigures?
    let textLimit: Int

    init(id: String, flags: UInt8, textLimit: Int) {
        self.id = id
        self.flags = flags
        self.textLimit = textLimit
    }

    /// Adds a part unless it is absent.
    mutating func add(_ key: String, _ value: JSONValue?) {
        guard let value, !value.isNull else { return }
        parts.append((key, Self.shape(value)))
    }

    /// The line, without its end.
    var line: [UInt8] {
        var writer = JSONWriter()
        writer.write(raw: (String(flags) + " ").utf8)
        writer.write(.object(json))
        return writer.bytes
    }

    private var json: JSONObject {
        var object: JSONObject = ["i": .string(cut(id))]
        if epoch > 1 { object["n"] = JSONValue(epoch) }
        if !slices.isEmpty { object["l"] = .array(slices.map { .string(cut($0)) }) }
        object["e"] = error.map { .string(cut($0)) }
        object["p"] = .array(parts.map(json))
        object["s"] = .array(scores.map(json))
        object["c"] = calls.map(json)
        return object
    }

    private func json(_ part: (key: String, shape: Shape)) -> JSONValue {
        switch part.shape {
        case .text(let text): [.string(part.key), "t", .string(cut(text))]
        case .json(let text): [.string(part.key), "j", .string(cut(text))]
        case .list(let texts): [.string(part.key), "l", .array(texts.map { .string(cut($0)) })]
        case .pairs(let pairs): [.string(part.key), "p", .array(pairs.map { [.string(cut($0.0)), .string(cut($0.1))] })]
        }
    }

    private func json(_ score: ScoreReport) -> JSONValue {
        var object: JSONObject = ["k": .string(cut(score.name))]
        switch score.value {
        case .bool(let passed)?: object["b"] = passed ? 1 : 0
        case .integer, .number: object["v"] = JSONValue(score.value?.doubleValue)
        case .some(let value) where !value.isNull: object["t"] = .string(cut(value.preview))
        default: break
        }
        object["o"] = score.passed.map { $0 ? 1 : 0 }
        object["r"] = score.reason.map { .string(cut($0)) }
        object["e"] = score.error.map { .string(cut($0)) }
        object["w"] = score.rationale.map { .string(cut($0)) }
        return .object(object)
    }

    private func json(_ calls: CallFigures) -> JSONValue {
        var object: JSONObject = ["n": JSONValue(calls.attempts), "c": calls.cached ? 1 : 0]
        object["i"] = calls.inputTokens.map { JSONValue($0) }
        object["o"] = calls.outputTokens.map { JSONValue($0) }
        object["s"] = calls.seconds.map { .string(NumberText.duration($0)) }
        object["d"] = calls.cost.map { .string(NumberText.dollars($0)) }
        return .object(object)
    }

    /// The text, or its beginning with a note of how much is missing.
    private func cut(_ text: String) -> String {
        guard text.utf8.count > textLimit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: textLimit)
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
        return text[..<end]
            + "… [\(NumberText.count(text.utf8.count - textLimit)) more bytes; the JSON and CSV reports hold the whole text]"
    }

    private static func shape(_ value: JSONValue) -> Shape {
        if let text = value.stringValue { return .text(text) }
        if let elements = value.arrayValue, !elements.isEmpty {
            let texts = elements.compactMap(\.stringValue)
            if texts.count == elements.count { return .list(texts) }
            let messages = elements.compactMap { element -> (String, String)? in
                guard let members = element.objectValue, members.count == 2, let role = members["role"]?.stringValue else { return nil }
                return members["content"]?.stringValue.map { (role, $0) }
            }
            if messages.count == elements.count { return .pairs(messages) }
        }
        if let members = value.objectValue, !members.isEmpty {
            let pairs = members.compactMap { member in member.value.stringValue.map { (member.key, $0) } }
            if pairs.count == members.count { return .pairs(pairs) }
        }
        return .json(value.text(.init(indentation: 2)))
    }
}
