/// The readability formulas, with textstat 0.7.13's constants and edges: 0 where a ratio they need does not exist.
extension ReadabilityCounts {
    /// Words per sentence; 0 for an empty text.
    public var wordsPerSentence: Double { ratio(words, sentences) }

    /// Syllables per word.
    public var syllablesPerWord: Double { ratio(syllables, words) }

    /// Flesch's reading ease (1948): about 0 (hardest) to 100 (easiest), without bounds.
    public var fleschReadingEase: Double {
        wordsPerSentence == 0 || syllablesPerWord == 0 ? 0 : 206.835 - 1.015 * wordsPerSentence - 84.6 * syllablesPerWord
    }

    /// The school grade by Kincaid et al. (1975).
    public var fleschKincaidGrade: Double {
        wordsPerSentence == 0 || syllablesPerWord == 0 ? 0 : 0.39 * wordsPerSentence + 11.8 * syllablesPerWord - 15.59
    }

    /// The automated readability index (Smith, Senter 1967), a school grade made of characters and words alone.
    public var automatedReadabilityIndex: Double {
        let charactersPerToken = ratio(characters, tokens)
        return charactersPerToken == 0 || wordsPerSentence == 0 ? 0 : 4.71 * charactersPerToken + 0.5 * wordsPerSentence - 21.43
    }

    /// Coleman and Liau's index (1975), a school grade.
    public var colemanLiauIndex: Double {
        let lettersPerHundred = ratio(letters, words) * 100
        let sentencesPerHundred = ratio(sentences, words) * 100
        return lettersPerHundred == 0 || sentencesPerHundred == 0
            ? 0 : 0.058 * lettersPerHundred - 0.296 * sentencesPerHundred - 15.8
    }

    /// McLaughlin's SMOG grade (1969); at least 3.1291 unless the text is empty. Meant for thirty sentences and more.
    public var smogIndex: Double {
        sentences == 0 ? 0 : 1.043 * (30 * ratio(polysyllables, sentences)).squareRoot() + 3.1291
    }

    /// Gunning's fog index (1952), a school grade.
    public var gunningFog: Double {
        words == 0 ? 0 : 0.4 * (wordsPerSentence + 100 * Double(unfamiliarPolysyllables) / Double(words))
    }

    /// Björnsson's läsbarhetsindex (1968): below 30 easy, above 60 very hard.
    public var lix: Double { words == 0 ? 0 : wordsPerSentence + 100 * Double(longWords) / Double(words) }

    /// Anderson's rate index (1983): long words per sentence.
    public var rix: Double { ratio(longWords, sentences) }

    /// The Linsear Write formula over the first hundred words, a school grade.
    public var linsearWrite: Double {
        guard linsearSentences > 0 else { return 0 }
        let weight = Double(linsearWeight) / Double(linsearSentences)
        return (weight <= 20 ? weight - 2 : weight) / 2
    }

    /// McAlpine's EFLAW (2006), for readers of English as a foreign language: up to 20 very easy, above 30 confusing.
    public var mcalpineEFLAW: Double { ratio(words + miniWords, sentences) }

    /// Seconds to read the text at 14.69 ms a character (Demberg, Keller 2008).
    public var readingTime: Double { 14.69 * Double(characters) / 1000 }

    /// The school grade by Dale and Chall (1948); needs a whole list of familiar words.
    public var daleChall: Double {
        guard words > 0 else { return 0 }
        let unfamiliar = 100 * Double(unfamiliarWords) / Double(words)
        return 0.1579 * unfamiliar + 0.0496 * wordsPerSentence + (unfamiliar > 5 ? 3.6365 : 0)
    }

    /// textstat's second form of Dale and Chall's grade: hard are unfamiliar words of two and more syllables, and the constant is added
    /// to nearly every text; needs a whole list of familiar words.
    public var daleChallByLongWords: Double {
        guard words > 0 else { return 0 }
        let score = 0.1579 * (100 * Double(unfamiliarDisyllables) / Double(words)) + 0.0496 * wordsPerSentence
        return score > 0.05 ? score + 3.6365 : score
    }

    /// The school grade by Spache (1953), with Dale and Chall's list; needs a whole list of familiar words.
    public var spache: Double {
        words == 0 ? 0 : 0.141 * wordsPerSentence + 0.086 * (100 * Double(unfamiliarDisyllables) / Double(words)) + 0.839
    }
}

/// A quotient that is 0 when nothing is divided by.
private func ratio(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
