public import TouchstoneJSON

/// One document of a ranking.
public struct RankedDocument: Sendable, Hashable {
    /// The document's identifier.
    public var id: String
    /// What the retriever thought of it: higher is better.
    public var score: Double

    /// A document with its score.
    public init(id: String, score: Double) {
        self.id = id
        self.score = score
    }
}

/// What a retriever returned for one query.
public struct RetrievedDocuments: Sendable, Hashable {
    /// The documents in the order in which they were given; an object of id to score is sorted, best first.
    public let documents: [RankedDocument]

    /// The identifiers, best first; a document that was returned twice appears twice.
    public var ids: [String] { documents.map(\.id) }

    /// Identifiers in rank order; the scores are then the negated ranks.
    public init(ids: some Sequence<String>) {
        documents = ids.enumerated().map { RankedDocument(id: $1, score: -Double($0)) }
    }

    /// Documents in rank order, with their scores.
    public init(_ documents: [RankedDocument]) { self.documents = documents }

    /// Reads the field ``SampleField/retrieved``: a list of ids, a list of `{"id", "score"}`, or an object of id to score.
    ///
    /// A list is taken as already ranked. Throws ``ScoringError`` for any other shape and for lists that give only some scores.
    public init(_ value: JSONValue) throws(ScoringError) {
        if let object = value.objectValue {
            self.init(ranked: try Self.scored(object, in: value))
        } else if let elements = value.arrayValue {
            self.init(try Self.list(elements, in: value))
        } else if value.stringValue != nil || value.intValue != nil {
            self.init(ids: CollectionOfOne(value.asText))
        } else {
            throw Self.misfit(value)
        }
    }

    private init(ranked documents: [RankedDocument]) {
        self.documents = documents.sorted { $0.score != $1.score ? $0.score > $1.score : $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }

    private static func misfit(_ value: JSONValue) -> ScoringError {
        .wrongKind(.retrieved, wanted: "a list of ids, a list of {\"id\", \"score\"} or an object of id to score", found: value)
    }

    private static func scored(_ object: JSONObject, in value: JSONValue) throws(ScoringError) -> [RankedDocument] {
        var documents: [RankedDocument] = []
        documents.reserveCapacity(object.count)
        for member in object {
            guard let score = member.value.doubleValue, score.isFinite else { throw misfit(value) }
            documents.append(RankedDocument(id: member.key, score: score))
        }
        return documents
    }

    private static func list(_ elements: [JSONValue], in value: JSONValue) throws(ScoringError) -> [RankedDocument] {
        var documents: [RankedDocument] = []
        documents.reserveCapacity(elements.count)
        var scored = 0
        for (rank, element) in elements.enumerated() {
            let id = element.objectValue == nil ? element : (element["id"] ?? .null)
            guard id.stringValue != nil || id.intValue != nil else { throw misfit(value) }
            let score = element["score"]?.doubleValue
            if score != nil { scored += 1 }
            documents.append(RankedDocument(id: id.asText, score: score ?? -Double(rank)))
        }
        guard scored == 0 || scored == elements.count else { throw misfit(value) }
        return documents
    }
}
