public import TouchstoneJSON

/// Every scorer that is built in, by name.
public struct ScorerCatalogue: Sendable {
    /// The entries, sorted by topic and name.
    public let entries: [ScorerEntry]
    private let byName: [String: Int]

    /// A catalogue of the given entries; of two with one name the later wins.
    public init(_ entries: [ScorerEntry]) {
        var unique: [String: ScorerEntry] = [:]
        for entry in entries { unique[entry.definition.name] = entry }
        self.entries = unique.values.sorted { ($0.definition.topic, $0.definition.name) < ($1.definition.topic, $1.definition.name) }
        byName = Dictionary(uniqueKeysWithValues: self.entries.enumerated().map { ($1.definition.name, $0) })
    }

    /// The entry of a name.
    public subscript(name: String) -> ScorerEntry? { byName[name].map { entries[$0] } }

    /// The names, sorted.
    public var names: [String] { byName.keys.sorted() }

    /// Makes a scorer. Throws ``ScorerArgumentError`` for an unknown name or arguments that do not fit.
    public func scorer(_ name: String, _ arguments: JSONObject = JSONObject()) throws -> any Scorer {
        guard let entry = self[name] else {
            let hint = closestName(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
            throw ScorerArgumentError("there is no scorer \"\(name)\"\(hint) (`touchstone scorers` lists all of them)")
        }
        return try entry.scorer(arguments)
    }
}

extension ScorerCatalogue {
    /// The scorers that Touchstone brings along.
    public static let standard = ScorerCatalogue(topics.flatMap(\.self))

    /// One list per topic, each kept beside the functions it surfaces.
    private static let topics: [[ScorerEntry]] = []
}
