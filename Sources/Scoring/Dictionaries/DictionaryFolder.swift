#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The folder on this machine that holds dictionaries and vocabularies, which Touchstone does not bring along.
///
/// This is the one place where Scoring reads files; `docs/decisions/0002-dictionaries-and-vocabularies.md` says why, where the files
/// come from and under which licences.
public struct DictionaryFolder: Sendable, Hashable {
    /// A file that scorers can use.
    public enum File: String, Sendable, Hashable, CaseIterable {
        /// The Carnegie Mellon pronouncing dictionary 0.7a in NLTK's format.
        case pronunciations = "cmudict"
        /// Hyphenation patterns of American English.
        case hyphenation = "hyph_en_US.dic"
        /// The words that Dale and Chall call familiar, one a line.
        case familiarWords = "easy_words.txt"
        /// The vocabulary of GPT-3.5 and GPT-4.
        case cl100kBase = "cl100k_base.tiktoken"
        /// The vocabulary of GPT-4o and later.
        case o200kBase = "o200k_base.tiktoken"

        /// Where else in the folder the file may lie: as NLTK and tiktoken's cache name it.
        var otherNames: [String] {
            switch self {
            case .pronunciations: ["cmudict/cmudict", "corpora/cmudict/cmudict"]
            case .hyphenation, .familiarWords: []
            case .cl100kBase: ["tiktoken/cl100k_base.tiktoken", "9b5ad71b2ce5302211f9c61530b329a4922fc6a4"]
            case .o200kBase: ["tiktoken/o200k_base.tiktoken", "fb374d419588a4632f3f557e76b4b70aebbca790"]
            }
        }
    }

    /// The folder's path.
    public let path: String

    /// A folder, which need not exist.
    public init(path: String) { self.path = path }

    /// `$TOUCHSTONE_DATA`, else `$XDG_DATA_HOME/touchstone`, else `~/.local/share/touchstone`.
    public static var standard: DictionaryFolder {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment["TOUCHSTONE_DATA"], !path.isEmpty { return DictionaryFolder(path: path) }
        if let path = environment["XDG_DATA_HOME"], !path.isEmpty { return DictionaryFolder(path: path + "/touchstone") }
        return DictionaryFolder(path: (environment["HOME"] ?? "") + "/.local/share/touchstone")
    }

    /// The bytes of a file; nil when it is absent. Hyphenation patterns are also looked for where Debian puts them.
    public func bytes(of file: File) -> [UInt8]? {
        bytes(at: ([file.rawValue] + file.otherNames).map { path + "/" + $0 } + (file == .hyphenation ? [debian + file.rawValue] : []))
    }

    /// Where Debian's packages put hyphenation patterns.
    private var debian: String { "/usr/share/hyphen/" }

    private func bytes(at places: [String]) -> [UInt8]? {
        for place in places {
            if let data = try? Data(contentsOf: URL(filePath: place)) { return Array(data) }
        }
        return nil
    }

    /// The encoding of a vocabulary file. Throws when the file is absent, with a sentence that says how to get it, or damaged.
    public func encoding(_ file: File, _ pattern: TokenPattern, tokenCount: Int) throws(DictionaryError) -> BytePairEncoding {
        guard let bytes = bytes(of: file) else {
            throw DictionaryError(
                "the vocabulary \(file.rawValue) is not in \(path): put it there (docs/decisions/0002-dictionaries-and-vocabularies.md "
                    + "says where it comes from) or choose encoding: approximate")
        }
        let encoding = try BytePairEncoding(tiktoken: bytes, pattern: pattern)
        guard encoding.tokenCount == tokenCount else {
            throw DictionaryError("\(file.rawValue) in \(path) has \(encoding.tokenCount) tokens instead of \(tokenCount): fetch it again")
        }
        return encoding
    }

    /// What is there for counting syllables.
    public func syllables() -> SyllableCounter {
        SyllableCounter(
            pronunciations: bytes(of: .pronunciations).map(PronunciationDictionary.init(cmudict:)),
            patterns: bytes(of: .hyphenation).map(HyphenationPatterns.init(dic:)))
    }

    /// What counts syllables of a language other than English: its hyphenation patterns, in the folder or where Debian puts them; nil
    /// when they are absent.
    public func syllables(of language: ReadabilityLanguage) -> SyllableCounter? {
        bytes(at: [path + "/" + language.patternsFile, debian + language.patternsFile]).map {
            SyllableCounter(patterns: HyphenationPatterns(dic: $0))
        }
    }

    /// The familiar words; nil when the list is absent.
    public func familiarWords() -> FamiliarWords? { bytes(of: .familiarWords).map(FamiliarWords.init(list:)) }
}
