extension BM25Index {
    /// The score of every document for the given terms, each counted as often as it is listed.
    func scores(ofTermNumbers terms: [Int]) -> [Double] {
        var scores = [Double](repeating: terms.reduce(0) { $0 + postings.absences[$1] }, count: documentCount)
        accumulate(terms, into: &scores)
        return scores
    }

    private func accumulate(_ terms: [Int], into scores: inout [Double]) {
        scores.withUnsafeMutableBufferPointer { scores in
            postings.documents.withUnsafeBufferPointer { documents in
                postings.impacts.withUnsafeBufferPointer { impacts in
                    for term in terms {
                        for place in postings.starts[term]..<postings.starts[term + 1] {
                            scores[Int(documents[place])] += impacts[place]
                        }
                    }
                }
            }
        }
    }

    /// The best `k` documents that hold any of the terms.
    func best(_ k: Int, ofTermNumbers terms: [Int]) -> [BM25Hit] {
        guard k > 0, !terms.isEmpty else { return [] }
        let base = terms.reduce(0) { $0 + postings.absences[$1] }
        var scores = [Double](repeating: 0, count: documentCount)
        accumulate(terms, into: &scores)
        var top = TopDocuments(limit: min(k, documentCount))
        var seen = [UInt64](repeating: 0, count: documentCount / 64 + 1)
        for term in Set(terms) {
            for place in postings.starts[term]..<postings.starts[term + 1] {
                let document = postings.documents[place]
                let score = scores[Int(document)]
                guard top.admits(score, document) else { continue }
                let bit = UInt64(1) << UInt64(document & 63)
                guard seen[Int(document >> 6)] & bit == 0 else { continue }
                seen[Int(document >> 6)] |= bit
                top.insert(score, document)
            }
        }
        return top.bestFirst().map { BM25Hit(document: Int($0.document), score: $0.score + base) }
    }
}
