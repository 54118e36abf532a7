/// A sequence that ends by repeating itself: what a model or an agent does when it is stuck.
public struct TrailingLoop: Sendable, Hashable {
    /// Elements of one round.
    public let period: Int
    /// Complete rounds at the end, at least 2.
    public let rounds: Int

    /// Elements that belong to complete rounds.
    public var length: Int { period * rounds }

    /// The loop that a sequence ends in: of all periods with at least `atLeast` complete rounds the one whose rounds cover most, the
    /// shortest on ties; nil when there is none. O(elements).
    public init?(_ elements: some Collection<some Hashable>, atLeast leastRounds: Int = 2) {
        let reversed = Array(elements.reversed())
        var best: (period: Int, rounds: Int)?
        for (period, shared) in sharedPrefixes(reversed).enumerated().dropFirst() {
            let rounds = (shared + period) / period
            guard rounds >= max(2, leastRounds), rounds * period > (best.map { $0.period * $0.rounds } ?? 0) else { continue }
            best = (period, rounds)
        }
        guard let best else { return nil }
        (period, rounds) = (best.period, best.rounds)
    }

    /// The loop of words that a text ends in.
    public init?(words text: String, atLeast leastRounds: Int = 2) {
        var interner = TokenInterner()
        self.init(interner.intern(.words(Array(text.utf8))), atLeast: leastRounds)
    }
}

/// For every place how many elements from there on equal those from the beginning (the Z-function, Gusfield 1997). O(elements).
private func sharedPrefixes(_ elements: [some Equatable]) -> [Int] {
    var shared = [Int](repeating: 0, count: elements.count)
    var (start, end) = (0, 0)
    for place in elements.indices.dropFirst() {
        var length = place < end ? min(end - place, shared[place - start]) : 0
        while place + length < elements.count, elements[length] == elements[place + length] { length += 1 }
        if place + length > end { (start, end) = (place, place + length) }
        shared[place] = length
    }
    return shared
}
