/// A language other than English for whose prose a readability formula was made, with its hyphenation patterns for syllables.
public enum ReadabilityLanguage: String, Sendable, Hashable, CaseIterable {
    /// German, written `de`.
    case german = "de"
    /// Spanish, written `es`.
    case spanish = "es"
    /// French, written `fr`.
    case french = "fr"
    /// Hungarian, written `hu`.
    case hungarian = "hu"
    /// Italian, written `it`.
    case italian = "it"
    /// Dutch, written `nl`.
    case dutch = "nl"
    /// Russian, written `ru`; its words are in Cyrillic letters.
    case russian = "ru"

    /// The name of its pattern file.
    public var patternsFile: String {
        switch self {
        case .german: "hyph_de_DE.dic"
        case .spanish: "hyph_es.dic"
        case .french: "hyph_fr.dic"
        case .hungarian: "hyph_hu_HU.dic"
        case .italian: "hyph_it_IT.dic"
        case .dutch: "hyph_nl_NL.dic"
        case .russian: "hyph_ru_RU.dic"
        }
    }

    /// The constants of the reading ease for the language: of the base, of a word per sentence, of a syllable per word.
    fileprivate var readingEase: (base: Double, sentence: Double, syllable: Double) {
        switch self {
        case .german: (180, 1, 58.5)
        case .spanish: (206.84, 1.02, 60)
        case .french: (207, 1.015, 73.6)
        case .hungarian: (206.835, 1.015, 58.5)
        case .italian: (217, 1.3, 60)
        case .dutch: (206.835, 0.93, 77)
        case .russian: (206.835, 1.3, 60.1)
        }
    }
}

/// Formulas for other languages than English, with textstat 0.7.13's constants; counts must come from the language's own syllables.
extension ReadabilityCounts {
    /// Flesch's reading ease with a language's constants: Amstad's for German, Fernández Huerta's for Spanish, Vacca's for Italian,
    /// Douma's for Dutch.
    public func readingEase(in language: ReadabilityLanguage) -> Double {
        guard wordsPerSentence != 0, syllablesPerWord != 0 else { return 0 }
        let constants = language.readingEase
        return constants.base - constants.sentence * wordsPerSentence - constants.syllable * syllablesPerWord
    }

    /// Fernández Huerta's reading ease of Spanish (1959).
    public var fernandezHuerta: Double {
        wordsPerSentence == 0 || syllablesPerWord == 0 ? 0 : 206.84 - 60 * syllablesPerWord - 1.02 * wordsPerSentence
    }

    /// Szigriszt Pazos' perspicuity of Spanish (1993).
    public var szigrisztPazos: Double {
        words == 0 || sentences == 0 ? 0 : 206.84 - 62.3 * syllablesPerWord - wordsPerSentence
    }

    /// Gutiérrez de Polini's comprehensibility of Spanish (1972), made of letters and words alone.
    public var gutierrezPolini: Double {
        let lettersPerWord = words > 0 ? Double(letters) / Double(words) : 0
        return lettersPerWord == 0 || wordsPerSentence == 0 ? 0 : 95.2 - 9.7 * lettersPerWord - 0.35 * wordsPerSentence
    }

    /// Crawford's school years for Spanish (1985).
    public var crawford: Double {
        let sentencesPerHundred = words > 0 ? 100 * (Double(sentences) / Double(words)) : 0
        let syllablesPerHundred = 100 * syllablesPerWord
        return sentencesPerHundred == 0 || syllablesPerHundred == 0
            ? 0 : -0.205 * sentencesPerHundred + 0.049 * syllablesPerHundred - 3.407
    }

    /// The Gulpease index of Italian (1988), made of characters and words alone: 0 (hardest) to 100 (easiest), without bounds.
    public var gulpease: Double {
        let sentencesPerWord = words > 0 ? Double(sentences) / Double(words) : 0
        let charactersPerToken = tokens > 0 ? Double(characters) / Double(tokens) : 0
        return sentencesPerWord == 0 || charactersPerToken == 0 ? 0 : 300 * sentencesPerWord - 10 * charactersPerToken + 89
    }

    /// One of the four Viennese formulas for German non-fiction (Bamberger, Vanecek 1984), a school grade; 1 is the usual one.
    public func wienerSachtextformel(_ variant: Int) -> Double? {
        guard words > 0 else { return (1...4).contains(variant) ? 0 : nil }
        let many = 100 * Double(polysyllables) / Double(words)
        let long = 100 * Double(longWords) / Double(words)
        let single = 100 * Double(monosyllables) / Double(words)
        return switch variant {
        case 1: 0.1935 * many + 0.1672 * wordsPerSentence + 0.1297 * long - 0.0327 * single - 0.875
        case 2: 0.2007 * many + 0.1682 * wordsPerSentence + 0.1373 * long - 2.779
        case 3: 0.2963 * many + 0.1905 * wordsPerSentence - 1.1144
        case 4: 0.2744 * many + 0.2656 * wordsPerSentence - 1.693
        default: nil
        }
    }
}
