/// What a judge that compares two answers by place said.
public enum PlacePreference: String, Sendable, Hashable, CaseIterable {
    /// The answer shown first.
    case first
    /// The answer shown second.
    case second
    /// Neither.
    case tie
}

/// Pairs of answers judged in both orders: who wins when only consistent verdicts count, and how much the judge favours a place.
///
/// Zheng et al. 2023 (MT-Bench). A wins a pair when it is preferred in both places; a pair is consistent when both orders name the same
/// answer, or both a tie.
public struct SwapOrder: Sendable, Hashable {
    /// Pairs in which A is preferred in both orders.
    public let firstWins: Int
    /// Pairs in which B is preferred in both orders.
    public let secondWins: Int
    /// Pairs called a tie in both orders.
    public let ties: Int
    /// Inconsistent pairs in which the first place is preferred both times.
    public let favoringFirstPlace: Int
    /// Inconsistent pairs in which the second place is preferred both times.
    public let favoringSecondPlace: Int
    /// A's score per pair, for an interval over clusters: 1 when A wins, 0 when B wins, else ½.
    public let scores: [Double]

    /// The verdicts with A shown first and with B shown first, pair by pair.
    ///
    /// Throws `Undefined` when the lists are empty or differ in length.
    public init(firstShownFirst: [PlacePreference], secondShownFirst: [PlacePreference]) throws {
        try requireSameCount(firstShownFirst.count, secondShownFirst.count, "the verdicts of the two orders")
        try requireCount(firstShownFirst.count, atLeast: 1, "pairs")
        var (wins, losses, ties, first, second) = (0, 0, 0, 0, 0)
        scores = zip(firstShownFirst, secondShownFirst).map { verdicts in
            switch verdicts {
            case (.first, .second):
                wins += 1
                return 1
            case (.second, .first):
                losses += 1
                return 0
            case (.tie, .tie): ties += 1
            case (.first, .first): first += 1
            case (.second, .second): second += 1
            case (.tie, _), (_, .tie): break
            }
            return 0.5
        }
        (firstWins, secondWins, self.ties, favoringFirstPlace, favoringSecondPlace) = (wins, losses, ties, first, second)
    }

    /// Pairs judged.
    public var total: Int { scores.count }
    /// The share of pairs with the same verdict in both orders.
    public var consistency: Double { Double(firstWins + secondWins + ties) / Double(total) }
    /// How much the first place is favoured, from −1 to 1.
    public var positionBias: Double { Double(favoringFirstPlace - favoringSecondPlace) / Double(total) }
    /// The two-sided p-value of no favoured place, among the pairs that favour one; 1 when there is none.
    public var positionBiasPValue: Double { Self.signTest(favoringFirstPlace, favoringSecondPlace) }
    /// A's win rate, everything but a consistent preference counting half.
    public var winRate: Double { Sums.mean(scores) }
    /// The two-sided sign test of A against B over the consistent pairs; 1 when there is none.
    public var winPValue: Double { Self.signTest(firstWins, secondWins) }

    private static func signTest(_ successes: Int, _ failures: Int) -> Double {
        (try? binomialTest(successes: successes, of: successes + failures, rate: 0.5)) ?? 1
    }
}
