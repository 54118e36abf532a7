extension ReadabilityCounts {
    /// The school grade that most of eight formulas come to (textstat's `text_standard`); needs a whole list of familiar words.
    ///
    /// Every grade votes for itself rounded down, up and to the nearest; the reading ease votes for the grades of its band, 13 outside
    /// all bands. Of several grades with as many votes the one voted for first wins, in the order Flesch-Kincaid, reading ease, SMOG,
    /// Coleman-Liau, ARI, Dale-Chall, Linsear Write, fog.
    public var consensusGrade: Double {
        var votes: [(grade: Double, count: Int)] = []
        func vote(_ grade: Double) {
            if let known = votes.firstIndex(where: { $0.grade == grade }) {
                votes[known].count += 1
            } else {
                votes.append((grade, 1))
            }
        }
        func voteAround(_ grade: Double) {
            for way: FloatingPointRoundingRule in [.down, .up, .toNearestOrEven] { vote(grade.rounded(way)) }
        }
        voteAround(fleschKincaidGrade)
        for grade in Self.grades(ofReadingEase: fleschReadingEase) { vote(grade) }
        for grade in [smogIndex, colemanLiauIndex, automatedReadabilityIndex, daleChall, linsearWrite, gunningFog] { voteAround(grade) }
        let most = votes.map(\.count).max() ?? 0
        return votes.first { $0.count == most }?.grade ?? 0
    }

    private static func grades(ofReadingEase ease: Double) -> [Double] {
        switch ease {
        case 90..<100: [5]
        case 80..<90: [6]
        case 70..<80: [7]
        case 60..<70: [8, 9]
        case 50..<60: [10]
        case 40..<50: [11]
        case 30..<40: [12]
        default: [13]
        }
    }
}
