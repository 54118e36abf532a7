/// Porter's stemmer (1980) with the departures of NLTK's default mode, which `rouge_score` uses.
///
/// Rules of a step are tried in order; the first whose suffix fits decides, and if its condition fails the word stays as it is.
public enum PorterStemmer {
    /// The stem of a word; the word is lower-cased first. O(length).
    public static func stem(_ word: String) -> String {
        var bytes = lowercasedScalars(Array(word.utf8))
        stem(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Stems a lower-case word in place. Bytes that are no ASCII letters count as consonants.
    static func stem(_ word: inout [UInt8]) {
        if let whole = irregular[word] {
            word = whole
            return
        }
        guard hasMoreThanTwoScalars(word) else { return }
        var stemmed = PorterWord(bytes: word)
        stemmed.dropPlural()
        stemmed.dropPast()
        stemmed.turnY()
        stemmed.shortenDoubleSuffix()
        stemmed.apply(step3)
        stemmed.apply(step4)
        stemmed.dropFinalE()
        stemmed.dropFinalL()
        word = stemmed.bytes
    }

    private static func hasMoreThanTwoScalars(_ word: [UInt8]) -> Bool {
        var count = 0
        for byte in word where byte & 0xC0 != 0x80 { count += 1 }
        return count > 2
    }

    private static let irregular: [[UInt8]: [UInt8]] = {
        let groups: [(String, [String])] = [
            ("sky", ["sky", "skies"]), ("die", ["dying"]), ("lie", ["lying"]), ("tie", ["tying"]), ("news", ["news"]),
            ("inning", ["innings", "inning"]), ("outing", ["outings", "outing"]), ("canning", ["cannings", "canning"]),
            ("howe", ["howe"]), ("proceed", ["proceed"]), ("exceed", ["exceed"]), ("succeed", ["succeed"]),
        ]
        var table: [[UInt8]: [UInt8]] = [:]
        for (stem, words) in groups { for word in words { table[Array(word.utf8)] = Array(stem.utf8) } }
        return table
    }()

    private static let step3 = [
        PorterRule("icate", "ic", .measure(0)), PorterRule("ative", "", .measure(0)), PorterRule("alize", "al", .measure(0)),
        PorterRule("iciti", "ic", .measure(0)), PorterRule("ical", "ic", .measure(0)), PorterRule("ful", "", .measure(0)),
        PorterRule("ness", "", .measure(0)),
    ]

    private static let step4 =
        ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent"].map { PorterRule($0, "", .measure(1)) }
        + [PorterRule("ion", "", .measureAfterST(1))]
        + ["ou", "ism", "ate", "iti", "ous", "ive", "ize"].map { PorterRule($0, "", .measure(1)) }
}
