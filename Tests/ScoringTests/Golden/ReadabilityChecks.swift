import GoldenSupport
import Scoring
import TouchstoneJSON

/// Checks of `readability`, `readability_pyphen_only` and `syllables`. What needs a dictionary that is not on this machine is skipped,
/// with a line that says so.
let readabilityChecks: [String: GoldenCheck] = [
    "readability": .compare { row in
        let counts = ReadabilityCounts(try row.text("text"), syllables: try dictionaries())
        return .object(JSONObject((Array(plainValues(counts)) + Array(syllableValues(counts))).map { ($0.key, $0.value) }))
    },
    "readability_pyphen_only": .compare { row in
        guard let patterns else { throw GoldenSkip("the hyphenation patterns are not on this machine") }
        return .object(syllableValues(ReadabilityCounts(try row.text("text"), syllables: SyllableCounter(patterns: patterns))))
    },
    "textstat_list_words": .compare { .array(readabilityWords(try $0.text("text")).map(JSONValue.string)) },
    "syllables": .compare(syllables),
]

private let pronunciations = DataFolders.bytes(of: .pronunciations).map(PronunciationDictionary.init(cmudict:))
private let patterns = DataFolders.bytes(of: .hyphenation).map(HyphenationPatterns.init(dic:))

func dictionaries() throws -> SyllableCounter {
    guard let pronunciations, let patterns else {
        throw GoldenSkip("the pronunciations or the hyphenation patterns are not on this machine")
    }
    return SyllableCounter(pronunciations: pronunciations, patterns: patterns)
}

private func syllables(_ row: GoldenRow) throws -> JSONValue {
    let word = try row.text("word")
    let counter = try dictionaries()
    return [
        "in_cmudict": .bool(pronunciations?.syllables(of: word) != nil),
        "pyphen_positions": .array((patterns?.positions(in: word) ?? []).map { JSONValue($0) }),
        "textstat": JSONValue(counter.syllables(in: word)),
    ]
}

private func plainValues(_ counts: ReadabilityCounts) -> JSONObject {
    [
        "sentence_count": JSONValue(counts.sentences), "lexicon_count": JSONValue(counts.words),
        "word_tokens_with_punct": JSONValue(counts.tokens), "char_count": JSONValue(counts.characters),
        "letter_count": JSONValue(counts.letters), "long_word_count": JSONValue(counts.longWords),
        "miniword_count": JSONValue(counts.miniWords), "avg_sentence_length": .number(counts.wordsPerSentence),
        "automated_readability_index": .number(counts.automatedReadabilityIndex), "coleman_liau_index": .number(counts.colemanLiauIndex),
        "lix": .number(counts.lix), "rix": .number(counts.rix), "mcalpine_eflaw": .number(counts.mcalpineEFLAW),
        "reading_time": .number(counts.readingTime),
    ]
}

private func syllableValues(_ counts: ReadabilityCounts) -> JSONObject {
    [
        "syllable_count": JSONValue(counts.syllables), "polysyllabcount": JSONValue(counts.polysyllables),
        "monosyllabcount": JSONValue(counts.monosyllables), "flesch_reading_ease": .number(counts.fleschReadingEase),
        "flesch_kincaid_grade": .number(counts.fleschKincaidGrade), "smog_index": .number(counts.smogIndex),
        "linsear_write_formula": .number(counts.linsearWrite), "gunning_fog": .number(counts.gunningFog),
    ]
}
