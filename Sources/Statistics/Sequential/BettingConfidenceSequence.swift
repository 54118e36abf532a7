#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An interval for the mean of observations in 0…1 that stays valid however often it is looked at and whenever one stops.
///
/// Hedged betting (Waudby-Smith & Ramdas 2024): against every candidate mean two gamblers bet, one on more and one on less; candidates
/// against whom capital reaches 1/α are out. With a population size the candidates are means of a finite set drawn without
/// replacement, and the interval closes in on the mean of the whole set. The observations must come in random order.
///
/// A value type fed one observation at a time: O(resolution) time and memory each, independent of how many came before. A difference d in
/// low…high is fed as (d / (high − low) + 1) / 2, no difference is then ½.
public struct BettingConfidenceSequence: Sendable, Hashable {
    /// The coverage at all times together.
    public let level: Double
    /// The size of the finite set sampled without replacement; nil for an endless stream.
    public let population: Int?
    /// Candidates are multiples of 1 / resolution, and the bounds are that much wider.
    public let resolution: Int

    private var bet: PredictableBet
    /// The logarithm of the capital of the gambler on more and of the one on less, per candidate, each starting from 1.
    private var more, less: [Double]

    /// An empty sequence. Throws `Undefined` for a level outside 0…1, a population below 1, or a resolution below 2 or above 100 000.
    public init(level: Double = 0.95, population: Int? = nil, resolution: Int = 1000) throws {
        try requireLevel(level)
        guard population ?? 1 >= 1 else { throw Undefined("the population must hold at least 1 item") }
        guard resolution >= 2, resolution <= 100_000 else { throw Undefined("the resolution must lie in 2...100000, got \(resolution)") }
        (self.level, self.population, self.resolution) = (level, population, resolution)
        bet = PredictableBet(level: level)
        more = [Double](repeating: 0, count: resolution + 1)
        less = more
    }

    /// How many observations came.
    public var count: Int { bet.count }
    /// Their mean; nil before the first.
    public var mean: Double? { count == 0 ? nil : bet.sum / Double(count) }

    /// Takes one observation. Throws `Undefined` when it lies outside 0…1 or the population is used up; the sequence is then unchanged.
    public mutating func observe(_ x: Double) throws {
        try requireUnit(x)
        if let population, count >= population { throw Undefined("all \(population) items of the population have been observed") }
        let wager = bet.next
        let (scale, step) = (remaining, 1 / Double(resolution))
        for index in more.indices {
            let candidate = target(Double(index) * step, scale)
            guard candidate >= 0, candidate <= 1 else {
                more[index] = .infinity
                continue
            }
            more[index] += log(1 + min(wager, 0.5 / candidate) * (x - candidate))
            less[index] += log(1 - min(wager, 0.5 / (1 - candidate)) * (x - candidate))
        }
        bet.observe(x)
    }

    /// The interval now. Bounds cover the whole range before there is evidence.
    public var interval: Interval {
        let limit = -log(1 - level)
        let kept = more.indices.filter { logCapital(at: $0) <= limit }
        let step = 1 / Double(resolution)
        var lower = max(0, Double(kept.first ?? 0) * step - step)
        var upper = min(1, Double(kept.last ?? resolution) * step + step)
        if let population {
            lower = max(lower, bet.sum / Double(population))
            upper = min(upper, (bet.sum + Double(population - count)) / Double(population))
        }
        return Interval(lower: lower, upper: upper, level: level, method: "betting confidence sequence")
    }

    /// The logarithm of the capital won against a mean, at the nearest candidate; infinite where it is impossible.
    public func logCapital(against mean: Double) -> Double {
        guard mean >= 0, mean <= 1 else { return .infinity }
        return logCapital(at: Int((mean * Double(resolution)).rounded()))
    }

    /// The always-valid p-value of a mean: min(1, 1 / capital).
    public func pValue(of mean: Double) -> Double { min(1, exp(-logCapital(against: mean))) }

    private func logCapital(at index: Int) -> Double { max(more[index], less[index]) - log(2) }

    private var remaining: (drawn: Double, left: Double)? {
        population.map { (bet.sum, Double($0 - count)) }
    }

    /// What the next observation has as its mean when the set has this one.
    private func target(_ mean: Double, _ remaining: (drawn: Double, left: Double)?) -> Double {
        guard let remaining, let population else { return mean }
        return (Double(population) * mean - remaining.drawn) / remaining.left
    }
}
