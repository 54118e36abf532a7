/// For each term the documents that hold it, ascending, with what it adds to them beyond documents that lack it.
struct BM25Postings: Sendable {
    /// Where each term's postings start; one more than there are terms.
    let starts: [Int]
    let documents: [Int32]
    let impacts: [Double]
    /// What each term adds to every document.
    let absences: [Double]

    init(_ builder: borrowing BM25Builder, _ weighting: BM25Weighting) {
        var starts = [0]
        starts.reserveCapacity(weighting.documentFrequencies.count + 1)
        var total = 0
        for frequency in weighting.documentFrequencies {
            total += frequency
            starts.append(total)
        }
        var next = starts
        var documents = [Int32](repeating: 0, count: total)
        var impacts = [Double](repeating: 0, count: total)
        let absences = weighting.documentFrequencies.indices.map(weighting.absence)
        let lengths = (0..<builder.documentCount).map { builder.length($0) }
        builder.forEachPosting { document, term, frequency in
            let place = next[term]
            next[term] += 1
            documents[place] = Int32(truncatingIfNeeded: document)
            impacts[place] = weighting.impact(term, frequency: frequency, length: lengths[document]) - absences[term]
        }
        (self.starts, self.documents, self.impacts, self.absences) = (starts, documents, impacts, absences)
    }
}
