#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Items of a benchmark with known discrimination and difficulty: a two-parameter logistic item-response model.
///
/// P(correct) = σ(a (θ − b)) for ability θ (Birnbaum 1968; tinyBenchmarks, Polo et al. 2024). Needs items calibrated on some 30 earlier
/// models, and is biased for models unlike them: use its predictions as the predictor of `SubsetEstimate`.
public struct ItemResponseModel: Sendable, Hashable {
    /// How sharply each item separates abilities.
    public let discriminations: [Double]
    /// The ability at which each item is solved half the time.
    public let difficulties: [Double]

    /// A model; throws `Undefined` for lists that are empty, unequal or not finite.
    public init(discriminations: [Double], difficulties: [Double]) throws {
        try requireSameCount(discriminations.count, difficulties.count, "discriminations and difficulties")
        try requireCount(discriminations.count, atLeast: 1, "items")
        try requireFinite(discriminations + difficulties, "item parameter")
        (self.discriminations, self.difficulties) = (discriminations, difficulties)
    }

    /// An ability with its precision.
    public struct Ability: Sendable, Hashable {
        /// The most probable ability under a standard normal prior.
        public let value: Double
        /// The Fisher information the answers give, without the prior.
        public let information: Double
        /// The standard error with the prior: 1 / √(information + 1).
        public var standardError: Double { 1 / (information + 1).squareRoot() }
    }

    /// The most probable ability given the answers to some items, under a standard normal prior.
    ///
    /// `answers` holds for each item 1 when correct, 0 when not (or a share between), nil when it was not asked. Without answers the
    /// prior's mean 0. Throws `Undefined` when the list's length is not that of the items or an answer lies outside 0…1.
    public func ability(answers: [Double?]) throws -> Ability {
        try requireSameCount(answers.count, discriminations.count, "answers and items")
        guard answers.allSatisfy({ $0 == nil || ($0 ?? 0) >= 0 && ($0 ?? 0) <= 1 }) else { throw Undefined("answers must lie in 0...1") }
        // The slope of the log-posterior falls strictly, from positive to negative.
        let reach = discriminations.reduce(1) { $0 + abs($1) }
        let theta = increasingRoot(in: -reach...reach, start: 0) { theta in
            var (slope, curvature) = (-theta, 1.0)
            for (item, answer) in answers.enumerated() {
                guard let answer else { continue }
                let p = probability(item: item, ability: theta)
                slope += discriminations[item] * (answer - p)
                curvature += discriminations[item] * discriminations[item] * p * (1 - p)
            }
            return (-slope, curvature)
        }
        let asked = answers.indices.filter { answers[$0] != nil }
        return Ability(value: theta, information: Sums.sum(asked.map { information(item: $0, ability: theta) }))
    }

    /// The probability that an item is solved.
    public func probability(item: Int, ability: Double) -> Double {
        guard discriminations.indices.contains(item) else { return .nan }
        let x = discriminations[item] * (ability - difficulties[item])
        return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
    }

    /// The Fisher information of an item at an ability: a² P (1 − P).
    public func information(item: Int, ability: Double) -> Double {
        let p = probability(item: item, ability: ability)
        return discriminations.indices.contains(item) ? discriminations[item] * discriminations[item] * p * (1 - p) : .nan
    }

    /// The predicted score over all items: answers where they exist, probabilities elsewhere (p-IRT).
    public func predictedScore(answers: [Double?]) throws -> Double {
        let ability = try ability(answers: answers).value
        return Sums.mean(answers.enumerated().map { $1 ?? probability(item: $0, ability: ability) })
    }

    /// The unasked item that tells most about the ability; nil when all were asked.
    public func mostInformativeItem(answers: [Double?]) throws -> Int? {
        let ability = try ability(answers: answers).value
        let open = answers.indices.filter { answers[$0] == nil }
        let values = open.map { information(item: $0, ability: ability) }
        return values.max().flatMap { best in values.firstIndex(of: best) }.map { open[$0] }
    }
}
