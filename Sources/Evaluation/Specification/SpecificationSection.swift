import Scoring
import TouchstoneJSON

/// One key that a part of the specification may hold: what the reader accepts and what editors complete.
struct SpecificationKey {
    let name: String
    let summary: String
    let schema: JSONObject

    init(_ name: String, _ summary: String, _ schema: JSONObject) {
        self.name = name
        self.summary = summary
        self.schema = schema
    }
}

/// A mapping of the specification whose keys were checked.
struct SpecificationSection {
    let place: SpecificationNode.Place
    private let title: String
    private let entries: [SpecificationNode.Entry]

    /// Checks that the node is a mapping with known keys only.
    init(_ node: SpecificationNode, title: String, keys: [SpecificationKey]) throws(SpecificationError) {
        guard case .mapping(let entries) = node.content else {
            throw node.error("\(title) should be a mapping of \(keys.map(\.name).joined(separator: ", "))")
        }
        for entry in entries where !keys.contains(where: { $0.name == entry.key }) {
            let hint = closestName(to: entry.key, among: keys.map(\.name)).map { "; did you mean \"\($0)\"?" } ?? ""
            let known = hint.isEmpty ? "; known keys are \(keys.map(\.name).joined(separator: ", "))" : ""
            throw entry.place.error("\(title) has no key \"\(entry.key)\"\(hint)\(known)")
        }
        self.title = title
        self.entries = entries
        place = node.place
    }

    /// The value of a key; nil when it is absent or null.
    subscript(key: String) -> SpecificationNode? {
        guard let node = entries.last(where: { $0.key == key })?.node else { return nil }
        if case .scalar(.null, _) = node.content { return nil }
        return node
    }

    func text(_ key: String) throws(SpecificationError) -> String? {
        guard let node = self[key] else { return nil }
        guard let text = node.text else { throw node.error("\"\(key)\" should be a text") }
        return text
    }

    func texts(_ key: String) throws(SpecificationError) -> [String] {
        guard let node = self[key] else { return [] }
        var texts: [String] = []
        for element in node.elements {
            guard let text = element.text else { throw element.error("\"\(key)\" should be a text or a list of texts") }
            texts.append(text)
        }
        return texts
    }

    func integer(_ key: String, in range: ClosedRange<Int>) throws(SpecificationError) -> Int? {
        guard let node = self[key] else { return nil }
        guard case .scalar(let value, _) = node.content, let number = value.intValue, range.contains(number) else {
            let bounds = range.upperBound == .max ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            throw node.error("\"\(key)\" should be a whole number \(bounds)")
        }
        return number
    }

    func number(_ key: String, in range: ClosedRange<Double>) throws(SpecificationError) -> Double? {
        guard let node = self[key] else { return nil }
        guard case .scalar(let value, _) = node.content, let number = value.doubleValue, range.contains(number) else {
            throw node.error("\"\(key)\" should be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func flag(_ key: String) throws(SpecificationError) -> Bool? {
        guard let node = self[key] else { return nil }
        guard case .scalar(.bool(let value), _) = node.content else { throw node.error("\"\(key)\" should be true or false") }
        return value
    }
}
