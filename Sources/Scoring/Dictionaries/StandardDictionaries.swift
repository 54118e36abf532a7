/// The dictionaries of the standard folder, each read once, when a scorer first needs it.
enum StandardDictionaries {
    static let syllables = DictionaryFolder.standard.syllables()
    static let familiarWords = DictionaryFolder.standard.familiarWords()
    static let cl100k = Result { () throws(DictionaryError) in
        try DictionaryFolder.standard.encoding(.cl100kBase, .cl100k, tokenCount: 100_256)
    }
    static let o200k = Result { () throws(DictionaryError) in
        try DictionaryFolder.standard.encoding(.o200kBase, .o200k, tokenCount: 199_998)
    }
}
