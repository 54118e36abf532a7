/// One comparison of two models on one prompt.
public struct Battle: Sendable, Hashable {
    /// The first model's number, from 0.
    public let first: Int
    /// The second model's number.
    public let second: Int
    /// The first's share of the win: 1, ½ for a tie, 0.
    public let score: Double
    /// Which prompt it was fought on; battles of one prompt are resampled together.
    public let prompt: Int

    /// A comparison.
    public init(_ first: Int, _ second: Int, score: Double, prompt: Int) {
        self.first = first
        self.second = second
        self.score = score
        self.prompt = prompt
    }
}

extension BradleyTerry {
    /// The strengths from single comparisons; throws `Undefined` for a model outside 0..<models or a score outside 0…1.
    public init(models: Int, battles: [Battle]) throws(Undefined) { try self.init(wins: Self.table(models, battles)) }

    /// The intervals of the strengths by resampling prompts: the default, for battles on one prompt are not independent.
    ///
    /// Each resample is fitted anew; draws on which the fit fails are left out. Throws `Undefined` below 2 prompts.
    public static func bootstrapIntervals(
        models: Int, battles: [Battle], level: Double = 0.95, draws: Int = 1000, seed: UInt64
    ) throws(Undefined) -> [Interval] {
        try requireLevel(level)
        guard models > 1, models < 100_000 else { throw Undefined("a ranking needs at least 2 models, got \(models)") }
        let prompts = try Clusters(battles.map(\.prompt), count: battles.count)
        guard prompts.count > 1 else { throw Undefined("the bootstrap of prompts needs at least 2 prompts, got \(prompts.count)") }
        _ = try table(models, battles)
        var members = [[Battle]](repeating: [], count: prompts.count)
        for (battle, prompt) in zip(battles, prompts.ids) { members[prompt].append(battle) }
        var generator = Xoshiro256(seed: seed)
        var strengths = [[Double]](repeating: [], count: models)
        for _ in 0..<max(0, draws) {
            let drawn = (0..<prompts.count).flatMap { _ in members[generator.nextIndex(below: prompts.count)] }
            guard let fit = try? BradleyTerry(models: models, battles: drawn) else { continue }
            for model in 0..<models { strengths[model].append(fit.strengths[model]) }
        }
        guard strengths[0].count > 1 else { throw Undefined("no resample of the prompts could be fitted") }
        return strengths.map { values in
            let sorted = values.sorted()
            return Interval(
                lower: quantile(sorted: sorted, (1 - level) / 2), upper: quantile(sorted: sorted, (1 + level) / 2), level: level,
                method: "bootstrap of prompts")
        }
    }

    private static func table(_ models: Int, _ battles: [Battle]) throws(Undefined) -> [[Double]] {
        guard models > 1, models < 100_000 else { throw Undefined("a ranking needs at least 2 models, got \(models)") }
        var wins = [[Double]](repeating: [Double](repeating: 0, count: models), count: models)
        for battle in battles {
            guard (0..<models).contains(battle.first), (0..<models).contains(battle.second) else {
                throw Undefined("a battle names a model outside 0..<\(models)")
            }
            guard battle.score >= 0, battle.score <= 1 else { throw Undefined("a battle's score lies outside 0…1") }
            wins[battle.first][battle.second] += battle.score
            wins[battle.second][battle.first] += 1 - battle.score
        }
        return wins
    }
}
