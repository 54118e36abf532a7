/// One bit for each of the 256 places of a strip of a pattern.
struct StripBits {
    var first: UInt64
    var second: UInt64
    var third: UInt64
    var fourth: UInt64

    init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
    }

    init(repeating word: UInt64) { self.init(word, word, word, word) }

    /// The word of 64 places, by its number.
    subscript(word: Int) -> UInt64 {
        @inline(__always) get {
            switch word {
            case 0: first
            case 1: second
            case 2: third
            default: fourth
            }
        }
        @inline(__always) set {
            switch word {
            case 0: first = newValue
            case 1: second = newValue
            case 2: third = newValue
            default: fourth = newValue
            }
        }
    }

    /// Whether the bit of a place is set.
    @inline(__always)
    func contains(_ place: Int) -> Bool { self[place >> 6] >> UInt64(place & 63) & 1 == 1 }

    /// How many of the first places have their bit set.
    func count(places: Int) -> Int {
        (0..<4).reduce(0) { sum, word in
            let inWord = min(64, places - word * 64)
            return inWord > 0 ? sum + (self[word] & (UInt64.max >> UInt64(64 - inWord))).nonzeroBitCount : sum
        }
    }
}

/// For one strip of 256 places of a pattern: where in it each token occurs, as bits.
///
/// Tables are filled strip by strip, all columns of one before the next: four words of rows at a time keep a processor busier than one,
/// and memory is four words per different token, however long the pattern is.
struct StripMasks {
    /// The places of a strip.
    static let places = 256

    /// One entry per token number: a bit is set where the token stands in the loaded strip.
    private(set) var bits: [StripBits]
    private var loaded: ArraySlice<Int32> = []

    init(vocabulary: Int) { bits = [StripBits](repeating: StripBits(repeating: 0), count: vocabulary) }

    /// Whether the loaded places fit the first word: the other three then need no work.
    var isNarrow: Bool { loaded.count <= 64 }

    /// How many strips a pattern has.
    static func strips(_ pattern: [Int32]) -> Int { (pattern.count + places - 1) / places }

    /// Loads the given strip of the pattern and returns how many places it has.
    mutating func load(_ pattern: [Int32], strip: Int) -> Int {
        for token in loaded { bits[Int(token)] = StripBits(repeating: 0) }
        loaded = pattern[(strip * Self.places)..<min(pattern.count, (strip + 1) * Self.places)]
        for (place, token) in loaded.enumerated() { bits[Int(token)][place >> 6] |= 1 << UInt64(place & 63) }
        return loaded.count
    }
}
