/// Named entities of an answer in one form: lm-evaluation-harness' `format_span`.
///
/// The answer is lower-cased, words for kinds of entities become PER, LOC, ORG and DATE wherever they stand, and every list after such a
/// kind and a colon is taken apart at its commas: `Persons: Ada, Grace $$ Location: none` becomes `per: ada $ per: grace` (entities called
/// "none" are left out). A list ends at a dollar sign or a line's end.
public struct EntityFilter: Sendable {
    private let kinds: [(word: Pattern, kind: String)]
    private let list: Pattern

    private static let words = [
        ("person", "PER"), ("location", "LOC"), ("organization", "ORG"), ("counties", "LOC"), ("places", "LOC"), ("people", "PER"),
        ("persons", "PER"), ("company", "ORG"), ("country", "LOC"), ("continent", "LOC"), ("time", "DATE"), ("date", "DATE"),
        ("per", "PER"),
        ("loc", "LOC"), ("org", "ORG"),
    ]

    /// A filter.
    public init() throws(ScorerArgumentError) {
        var kinds: [(Pattern, String)] = []
        for (word, kind) in Self.words { kinds.append((try Pattern(word), kind)) }
        self.kinds = kinds
        list = try Pattern("\\b(PER|LOC|ORG|DATE):\\s*([^$]+)")
    }

    /// The entities as `label: name`, joined by ` $ `; empty when there are none.
    public func formatted(_ text: String) throws(ScoringError) -> String {
        var text = String(decoding: lowercasedScalars(Array(text.utf8)), as: UTF8.self)
        for (word, kind) in kinds { text = try word.replacingAll(in: text, with: kind) }
        let bytes = Array(text.utf8).map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: "$") : $0 }
        let lines = String(decoding: bytes, as: UTF8.self)
        var entities: [String] = []
        for match in try list.all(in: lines) {
            guard let kind = match.group(1, in: lines), let names = match.group(2, in: lines) else { continue }
            for name in names.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
                let name = pythonStripped(String(decoding: Array(name), as: UTF8.self))
                if name.lowercased() != "none" { entities.append("\(kind.lowercased()): \(name)") }
            }
        }
        return entities.joined(separator: " $ ")
    }
}
