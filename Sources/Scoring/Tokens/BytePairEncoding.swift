/// A byte-pair encoding: cuts texts into the tokens that a model reads.
///
/// Agrees with tiktoken 0.14 on ordinary text; names of special tokens such as `<|endoftext|>` are counted as ordinary text.
/// Splitting and merging cost O(n log n) for any input, also for one endless word.
public final class BytePairEncoding: Sendable {
    /// How texts are cut before bytes are merged.
    public let pattern: TokenPattern
    /// The number of tokens in the vocabulary.
    public var tokenCount: Int { ranks.count }

    let ranks: ByteStringTable
    /// The rank of every two bytes, at `first << 8 | second`; `noRank` where they do not merge.
    let pairRanks: [UInt32]

    private let memo = WordMemo()

    static let noRank = UInt32.max

    /// Reads a vocabulary in tiktoken's format: lines of base64 bytes, a space and a rank. Throws for anything else, and when one of
    /// the 256 single bytes is missing.
    public init(tiktoken file: [UInt8], pattern: TokenPattern) throws(DictionaryError) {
        let ranks = try tiktokenRanks(file)
        for byte in UInt8.min...UInt8.max where [byte].withUnsafeBytes({ ranks.value(of: $0) }) == nil {
            throw DictionaryError("the vocabulary lacks the single byte \(byte)")
        }
        var pairRanks = [UInt32](repeating: Self.noRank, count: 1 << 16)
        ranks.forEach { key, rank in
            if key.count == 2 { pairRanks[Int(key[0]) << 8 | Int(key[1])] = UInt32(truncatingIfNeeded: rank) }
        }
        (self.pattern, self.ranks, self.pairRanks) = (pattern, ranks, pairRanks)
    }

    /// The number of tokens of a text.
    public func count(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            memo.borrow { known in
                var merger = BytePairMerger()
                var count = 0
                pattern.forEachPiece(of: bytes) { piece in
                    let slice = UnsafeBufferPointer(rebasing: bytes[piece])
                    count += known.value(of: slice) {
                        ranks.value(of: UnsafeRawBufferPointer(slice)) != nil ? 1 : merger.merge(slice, self)
                    }
                }
                return count
            }
        }
    }

    /// The tokens of a text, by rank.
    public func encode(_ text: String) -> [Int] {
        var text = text
        return text.withUTF8 { bytes in
            var merger = BytePairMerger()
            var tokens: [Int] = []
            pattern.forEachPiece(of: bytes) { piece in
                let slice = UnsafeBufferPointer(rebasing: bytes[piece])
                if let rank = ranks.value(of: UnsafeRawBufferPointer(slice)) {
                    tokens.append(Int(rank))
                } else {
                    _ = merger.merge(slice, self)
                    merger.forEachPart { part in
                        tokens.append(Int(ranks.value(of: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: slice[part]))) ?? -1))
                    }
                }
            }
            return tokens
        }
    }
}
