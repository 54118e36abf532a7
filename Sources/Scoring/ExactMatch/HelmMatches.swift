/// The answer comparisons of HELM's basic metrics. An empty prediction never matches.
enum HelmMatches {
    /// Equal once white space at the ends is gone.
    static func exact(_ prediction: String, _ reference: String) -> Bool {
        !prediction.isEmpty && stripped(prediction) == stripped(reference)
    }

    /// Equal after SQuAD's normalisation.
    static func quasiExact(_ prediction: String, _ reference: String) -> Bool {
        !prediction.isEmpty && SquadAnswer(prediction) == SquadAnswer(reference)
    }

    /// The stripped prediction begins with the stripped reference.
    static func prefix(_ prediction: String, _ reference: String) -> Bool {
        !prediction.isEmpty && stripped(prediction).starts(with: stripped(reference))
    }

    /// The same after SQuAD's normalisation.
    static func quasiPrefix(_ prediction: String, _ reference: String) -> Bool {
        !prediction.isEmpty && SquadAnswer(prediction).normalizedBytes.starts(with: SquadAnswer(reference).normalizedBytes)
    }

    /// F1 over the *sets* of normalised words; 0 when either is empty.
    static func f1(_ prediction: String, _ reference: String) -> Double {
        let given = Set(SquadAnswer(prediction).wordList)
        let wanted = Set(SquadAnswer(reference).wordList)
        let shared = Double(given.intersection(wanted).count)
        return shared == 0 ? 0 : 2 * shared / Double(given.count + wanted.count)
    }

    /// The last number of either text is the same once commas are gone; also when neither has one.
    static func finalNumber(_ prediction: String, _ reference: String) -> Bool {
        lastNumber(prediction) == lastNumber(reference)
    }

    private static func stripped(_ text: String) -> ArraySlice<UInt8> {
        let bytes = Array(text.utf8)
        return bytes[pythonStripped(bytes)]
    }

    /// The last match of `-?[\d,]+(?:.\d+)?`, where `.` is any scalar but a line feed, without its commas.
    private static func lastNumber(_ text: String) -> [UInt32] {
        let scalars = unicodeScalars(Array(text.utf8))
        func isMark(_ place: Int) -> Bool { place < scalars.count && (scalars[place] == 0x2C || isPythonDigit(scalars[place])) }
        var last: ArraySlice<UInt32> = []
        var place = 0
        while place < scalars.count {
            let start = place
            if scalars[place] == 0x2D, isMark(place + 1) { place += 1 }
            guard isMark(place) else {
                place = start + 1
                continue
            }
            while isMark(place) { place += 1 }
            if place + 1 < scalars.count, scalars[place] != 0x0A, isPythonDigit(scalars[place + 1]) {
                place += 1
                while place < scalars.count, isPythonDigit(scalars[place]) { place += 1 }
            }
            last = scalars[start..<place]
        }
        return last.filter { $0 != 0x2C }
    }
}

extension SquadAnswer {
    /// The normalised words one by one.
    var wordList: [ArraySlice<UInt8>] { words.ranges.map { words.bytes[$0] } }
}
