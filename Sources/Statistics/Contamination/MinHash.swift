/// A short fingerprint of a text whose agreement with another's estimates the Jaccard similarity of their word shingles (Broder 1997).
///
/// 128 hashes estimate a similarity of 0.8 with a standard error of 0.035.
public struct MinHash: Sendable, Hashable {
    /// The least hash of the shingles under each of 128 hash functions; empty for a text without words.
    let signature: [UInt64]

    /// Hash functions.
    static let functions = 128
    private static let seeds: [UInt64] = {
        var generator = SplitMix64(seed: 0x746f_7563_6873_746f)
        return (0..<functions).map { _ in generator.next() }
    }()

    /// The fingerprint of a text, from shingles of so many consecutive words (fewer in shorter texts).
    public init(_ text: String, shingle: Int = 3) {
        let words = normalizedWords(text)
        let size = max(1, min(shingle, words.count))
        guard !words.isEmpty else {
            signature = []
            return
        }
        let hashes = Set((0...(words.count - size)).map { shingleHash(words[$0..<$0 + size]) })
        signature = Self.seeds.map { seed in
            var least = UInt64.max
            for hash in hashes {
                var mixed = (hash ^ seed) &* 0xff51_afd7_ed55_8ccd
                mixed = (mixed ^ mixed >> 33) &* 0xc4ce_b9fe_1a85_ec53
                least = min(least, mixed ^ mixed >> 33)
            }
            return least
        }
    }

    /// The estimated Jaccard similarity, 0…1; 0 when a text has no words.
    public func similarity(to other: MinHash) -> Double {
        guard !signature.isEmpty, !other.signature.isEmpty else { return 0 }
        return Double(zip(signature, other.signature).count { $0 == $1 }) / Double(Self.functions)
    }

    /// A pair of texts that are nearly the same.
    public struct Duplicate: Sendable, Hashable {
        /// The text's place in the first list.
        public let first: Int
        /// The text's place in the second list.
        public let second: Int
        /// Their estimated similarity.
        public let similarity: Double
    }

    /// The pairs of one text of each list that are at least so similar, such as development and test items.
    ///
    /// Candidates share one of 32 bands of 4 hashes (a pair at 0.8 is missed with probability 5 · 10⁻⁸). Sorted by place; O(texts) apart
    /// from the pairs found.
    public static func duplicates(_ first: [String], _ second: [String], similarity: Double = 0.8, shingle: Int = 3) -> [Duplicate] {
        let (left, right) = (first.map { MinHash($0, shingle: shingle) }, second.map { MinHash($0, shingle: shingle) })
        var buckets: [[UInt64]: [Int]] = [:]
        for (place, hash) in left.enumerated() { for band in hash.bands { buckets[band, default: []].append(place) } }
        var result: [Duplicate] = []
        for (place, hash) in right.enumerated() {
            for candidate in Set(hash.bands.flatMap { buckets[$0] ?? [] }) {
                let value = left[candidate].similarity(to: hash)
                if value >= similarity { result.append(Duplicate(first: candidate, second: place, similarity: value)) }
            }
        }
        return result.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    }

    private var bands: [[UInt64]] {
        stride(from: 0, to: signature.count, by: 4).map { [UInt64($0)] + signature[$0..<$0 + 4] }
    }
}
