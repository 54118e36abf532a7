/// Collects documents term by term before they become postings.
struct BM25Builder: ~Copyable {
    private(set) var vocabulary = ByteStringTable(minimumCapacity: 1024)
    /// The terms of all documents one after the other, by number.
    private(set) var terms: [Int32] = []
    /// Where each document's terms end.
    private(set) var ends: [Int] = []

    var documentCount: Int { ends.count }

    /// The terms that follow belong to the next document.
    mutating func beginDocument() { ends.append(terms.count) }

    /// Adds a term to the document begun last.
    mutating func add(_ term: UnsafeRawBufferPointer) {
        guard !ends.isEmpty, let number = vocabulary.value(of: term, inserting: Int32(truncatingIfNeeded: vocabulary.count)) else { return }
        terms.append(number)
        ends[ends.count - 1] = terms.count
    }

    /// The number of terms of a document.
    func length(_ document: Int) -> Int { ends[document] - (document > 0 ? ends[document - 1] : 0) }

    /// Calls the body with each document and each of its distinct terms with its frequency, documents ascending.
    func forEachPosting(_ body: (_ document: Int, _ term: Int, _ frequency: Int32) -> Void) {
        var frequencies = [Int32](repeating: 0, count: vocabulary.count)
        var start = 0
        for (document, end) in ends.enumerated() {
            for term in terms[start..<end] { frequencies[Int(term)] += 1 }
            for term in terms[start..<end] where frequencies[Int(term)] > 0 {
                body(document, Int(term), frequencies[Int(term)])
                frequencies[Int(term)] = 0
            }
            start = end
        }
    }
}
