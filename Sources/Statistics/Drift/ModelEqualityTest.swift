/// Whether a hosted model still gives the same answers: a two-sample test of completions of the same prompts (Gao et al. 2024).
///
/// The kernel is the share of equal positions (Hamming) between completions of one prompt, 0 between prompts. A good canary is 25 prompts ×
/// 10 completions of 100 characters or tokens, at production's temperature.
public struct ModelEqualityTest: Sendable {
    /// One completion.
    public struct Completion: Sendable, Hashable {
        /// The prompt it answers.
        public var prompt: Int
        /// Its first tokens or characters, as numbers.
        public var tokens: [Int]

        /// A completion.
        public init(prompt: Int, tokens: [Int]) {
            self.prompt = prompt
            self.tokens = tokens
        }
    }

    /// The unbiased squared discrepancy; around 0 for the same model.
    public let value: Double
    /// Per prompt the kernel between all its completions, the reference's first.
    private let groups: [Group]

    private struct Group {
        let reference, count: Int
        let kernel: [Double]
    }

    /// The discrepancy of two sets of completions. Shorter ones are padded: beyond their end equal positions are those where both ended.
    ///
    /// Throws `Undefined` when no prompt has completions in both sets, or a set has no two completions of one prompt.
    public init(reference: [Completion], current: [Completion]) throws {
        let length = (reference + current).map(\.tokens.count).max() ?? 0
        let (old, new) = (Dictionary(grouping: reference, by: \.prompt), Dictionary(grouping: current, by: \.prompt))
        groups = Set(old.keys).union(new.keys).sorted().map { prompt in
            let (first, second) = (old[prompt] ?? [], new[prompt] ?? [])
            let all = (first + second).map(\.tokens)
            var kernel = [Double](repeating: 0, count: all.count * all.count)
            for (i, a) in all.enumerated() { for (j, b) in all.enumerated() { kernel[i * all.count + j] = Self.similarity(a, b, length) } }
            return Group(reference: first.count, count: all.count, kernel: kernel)
        }
        guard groups.contains(where: { $0.reference > 0 && $0.count > $0.reference }) else {
            throw Undefined("no prompt has completions in both sets")
        }
        guard groups.contains(where: { $0.reference > 1 }), groups.contains(where: { $0.count - $0.reference > 1 }) else {
            throw Undefined("each set needs two completions of one prompt")
        }
        value = Self.estimate(groups, orders: groups.map { Array(0..<$0.count) })
    }

    /// The p-value of the same model, by permuting the sets' labels within each prompt.
    public func pValue(permutations: Int = 1000, seed: UInt64) throws -> Double {
        try requireCount(permutations, atLeast: 1, "permutations")
        var random = Xoshiro256(seed: seed)
        var orders = groups.map { Array(0..<$0.count) }
        let limit = value - 1e-12 * max(1, abs(value))
        var extreme = 0
        for _ in 0..<permutations {
            for group in orders.indices { random.shuffle(&orders[group]) }
            if Self.estimate(groups, orders: orders) >= limit { extreme += 1 }
        }
        return Double(1 + extreme) / Double(permutations + 1)
    }

    private static func similarity(_ first: [Int], _ second: [Int], _ length: Int) -> Double {
        guard length > 0 else { return 0 }
        let ended = length - max(first.count, second.count)
        return Double(zip(first, second).count { $0 == $1 } + ended) / Double(length)
    }

    private static func estimate(_ groups: [Group], orders: [[Int]]) -> Double {
        var sums = (old: 0.0, new: 0.0, cross: 0.0)
        var pairs = (old: 0.0, new: 0.0, cross: 0.0)
        for (group, order) in zip(groups, orders) {
            let (n, m) = (Double(group.reference), Double(group.count - group.reference))
            pairs = (pairs.old + n * (n - 1), pairs.new + m * (m - 1), pairs.cross + n * m)
            for first in 0..<group.count {
                for second in 0..<first {
                    let similarity = group.kernel[order[first] * group.count + order[second]]
                    if first < group.reference {
                        sums.old += 2 * similarity
                    } else if second >= group.reference {
                        sums.new += 2 * similarity
                    } else {
                        sums.cross += similarity
                    }
                }
            }
        }
        func mean(_ sum: Double, _ pairs: Double) -> Double { pairs > 0 ? sum / pairs : 0 }
        return mean(sums.old, pairs.old) + mean(sums.new, pairs.new) - 2 * mean(sums.cross, pairs.cross)
    }
}
