/// An index over texts that ranks them for a query by BM25.
///
/// Texts are split into runs of letters and digits and lower-cased; give lists of terms to split them otherwise. Each occurrence of a
/// term in the query counts. An index is a value: build it once, search it from any number of tasks.
///
/// ```swift
/// let index = BM25Index(documents: ["the quick fox", "a lazy dog"], variant: .lucene)
/// index.search("lazy", 1)  // [BM25Hit(document: 1, score: ...)]
/// ```
///
/// Building costs O(terms), a search O(postings of the query's terms + documents / 8).
public struct BM25Index: Sendable {
    /// The formula.
    public let variant: BM25Variant
    /// Its constants.
    public let parameters: BM25Parameters
    /// The number of documents.
    public let documentCount: Int

    let vocabulary: ByteStringTable
    let postings: BM25Postings

    /// Indexes texts.
    public init(documents: [String], variant: BM25Variant = .lucene, parameters: BM25Parameters = BM25Parameters()) {
        var builder = BM25Builder()
        for document in documents {
            builder.beginDocument()
            forEachTerm(of: document) { builder.add($0) }
        }
        self.init(builder, variant, parameters)
    }

    /// Indexes documents that are already split into terms, which are taken as they are.
    public init(terms documents: [[String]], variant: BM25Variant = .lucene, parameters: BM25Parameters = BM25Parameters()) {
        var builder = BM25Builder()
        for document in documents {
            builder.beginDocument()
            for var term in document { term.withUTF8 { builder.add(UnsafeRawBufferPointer($0)) } }
        }
        self.init(builder, variant, parameters)
    }

    private init(_ builder: consuming BM25Builder, _ variant: BM25Variant, _ parameters: BM25Parameters) {
        self.variant = variant
        self.parameters = parameters
        documentCount = builder.documentCount
        postings = BM25Postings(builder, BM25Weighting(builder, variant, parameters))
        vocabulary = builder.vocabulary
    }

    /// The score of every document for a query, in the order of the documents.
    public func scores(for query: String) -> [Double] { scores(ofTermNumbers: termNumbers(of: query)) }

    /// The score of every document for a query that is already split into terms.
    public func scores(forTerms terms: [String]) -> [Double] { scores(ofTermNumbers: termNumbers(of: terms)) }

    /// The `k` best documents for a query, best first, ties in the order of the documents; only documents that hold a query term.
    public func search(_ query: String, _ k: Int) -> [BM25Hit] { best(k, ofTermNumbers: termNumbers(of: query)) }

    /// The `k` best documents for a query that is already split into terms.
    public func search(terms: [String], _ k: Int) -> [BM25Hit] { best(k, ofTermNumbers: termNumbers(of: terms)) }

    private func termNumbers(of query: String) -> [Int] {
        var numbers: [Int] = []
        forEachTerm(of: query) { if let number = vocabulary.value(of: $0) { numbers.append(Int(number)) } }
        return numbers
    }

    private func termNumbers(of terms: [String]) -> [Int] {
        terms.compactMap { term in
            var term = term
            return term.withUTF8 { vocabulary.value(of: UnsafeRawBufferPointer($0)).map(Int.init) }
        }
    }
}

/// A document that a search found.
public struct BM25Hit: Sendable, Hashable {
    /// The document's place in the list it was indexed from.
    public var document: Int
    /// Its score.
    public var score: Double
}
