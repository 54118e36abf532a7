/// How many syllables English words have, by their pronunciation.
public struct PronunciationDictionary: Sendable {
    let counts: ByteStringTable

    /// The number of words.
    public var count: Int { counts.count }

    /// The syllables of a lower-case word; nil when it is not in the dictionary.
    public func syllables(of word: String) -> Int? {
        var word = word
        return word.withUTF8 { counts.value(of: UnsafeRawBufferPointer($0)).map(Int.init) }
    }

    /// Reads a pronouncing dictionary: lines of a word, a number and phonemes, the vowels ending in a digit (NLTK's format), or
    /// the same without the number (CMU's own). Of several pronunciations the first counts; remarks (`;;;`) are skipped.
    public init(cmudict file: [UInt8]) {
        var counts = ByteStringTable(minimumCapacity: file.count / 28)
        file.withUnsafeBufferPointer { Self.read($0, into: &counts) }
        self.counts = counts
    }

    private static func read(_ file: UnsafeBufferPointer<UInt8>, into counts: inout ByteStringTable) {
        var word: [UInt8] = []
        var position = 0
        while position < file.count {
            word.removeAll(keepingCapacity: true)
            while position < file.count, !isSeparator(file[position]) {
                word.append(lowercasedASCII(file[position]))
                position += 1
            }
            var vowels: Int32 = 0
            var last: UInt8 = 0
            while position < file.count, file[position] != 0x0A {
                let byte = file[position]
                if isASCIIDigit(byte), isASCIIAlphanumeric(last), !isASCIIDigit(last) { vowels += 1 }
                last = byte
                position += 1
            }
            position += 1
            guard let first = word.first, first != UInt8(ascii: ";") else { continue }
            _ = word.withUnsafeBytes { counts.value(of: $0, inserting: vowels) }
        }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
