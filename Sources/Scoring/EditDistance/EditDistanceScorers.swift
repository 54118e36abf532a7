import TouchstoneJSON

extension ScorerEntry {
    /// Scorers of edit distances and similarities between an answer and acceptable ones.
    static let editDistance: [ScorerEntry] = [
        distance("levenshtein", "Insertions, deletions and substitutions of scalars to the closest acceptable answer.", seconds: "0.5") {
            $0.levenshtein
        },
        distance("indel_distance", "Insertions and deletions of scalars to the closest acceptable answer.", seconds: "0.3") {
            $0.indel
        },
        distance("osa_distance", "As levenshtein, with swaps of neighbours at 1, nothing edited twice.", seconds: "0.6") {
            $0.optimalStringAlignment
        },
        distance("damerau_levenshtein", "As levenshtein, with unrestricted swaps of neighbours at 1.", seconds: "1") {
            $0.damerauLevenshtein
        },
        distance("hamming", "Places that differ from the closest acceptable answer, the shorter text padded.", seconds: nil) { $0.hamming },
        similarity("levenshtein_ratio", "1 - Levenshtein distance / longer length.", seconds: "0.5") { $0.levenshteinSimilarity },
        similarity("indel_ratio", "1 - insertions and deletions / sum of lengths.", seconds: "0.3") { $0.indelSimilarity },
        similarity("jaro", "Jaro's similarity of scalars that match within a window.", seconds: nil) { $0.jaro },
        similarity("jaro_winkler", "Jaro's similarity raised for a common beginning of up to four scalars.", seconds: nil) {
            $0.jaroWinkler
        },
        fuzzy("fuzz_ratio", "100 times the indel similarity.", seconds: "0.3") { $0.ratio },
        fuzzy(
            "fuzz_partial_ratio", "100 times the best indel similarity of the shorter text with a window of the longer.",
            seconds: "0.5 to 3"
        ) {
            $0.partialRatio
        },
        fuzzy("fuzz_token_sort_ratio", "fuzz_ratio of the words in sorted order.", seconds: "0.3") { $0.tokenSortRatio },
        fuzzy("fuzz_token_set_ratio", "The best fuzz_ratio between the common words and those with each side's rest.", seconds: "0.3") {
            $0.tokenSetRatio
        },
    ]

    private static let topic = "edit distance"
    private static let rapidfuzz = "rapidfuzz 3.14"

    private static func definition(
        _ name: String, _ summary: String, _ range: ScorerDefinition.Range, _ direction: ScorerDefinition.Direction, blindTo: String,
        seconds: String?
    ) -> ScorerDefinition {
        ScorerDefinition(
            name: name, topic: topic, summary: summary, range: range, direction: direction, requires: [.outputs, .expected],
            source: rapidfuzz, blindTo: blindTo, cost: seconds.map { .productOfLengths(seconds: $0) })
    }

    private static func distance(
        _ name: String, _ summary: String, seconds: String?, _ measure: @escaping @Sendable (TextDistance) -> Int
    ) -> ScorerEntry {
        let blindTo = "meaning; grows with length; accents written in two ways differ"
        return ScorerEntry(definition(name, summary, .nonNegative, .lower, blindTo: blindTo, seconds: seconds)) { sample in
            Score(Double(-(try sample.bestOverReferences { -measure(TextDistance($0, $1)) })))
        }
    }

    private static func similarity(
        _ name: String, _ summary: String, seconds: String?, _ measure: @escaping @Sendable (TextDistance) -> Double
    ) -> ScorerEntry {
        let blindTo = "meaning: one letter can turn an answer around; unrelated texts of one language score well above 0"
        return ScorerEntry(definition(name, summary, .unit, .higher, blindTo: blindTo, seconds: seconds)) { sample in
            Score(try sample.bestOverReferences { measure(TextDistance($0, $1)) })
        }
    }

    private static func fuzzy(
        _ name: String, _ summary: String, seconds: String?, _ measure: @escaping @Sendable (FuzzRatios) -> Double
    ) -> ScorerEntry {
        let blindTo = "meaning; case and punctuation count as letters; unrelated texts score well above 0"
        return ScorerEntry(definition(name, summary, .percent, .higher, blindTo: blindTo, seconds: seconds)) { sample in
            Score(try sample.bestOverReferences { measure(FuzzRatios($0, $1)) })
        }
    }
}

extension String {
    /// What a table of two texts costs, which is filled 64 cells at a time.
    static func productOfLengths(seconds: String, of texts: String = "two texts") -> String {
        "grows with the product of both lengths: about \(seconds) s for \(texts) of 100 kB"
    }
}
