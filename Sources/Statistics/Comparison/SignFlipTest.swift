/// The sign-flip permutation test of a mean difference: the default for numeric pairs.
///
/// Under the null hypothesis each unit's difference may as well have the other sign. All sign patterns are tried up to 13 non-zero
/// units, random ones beyond, with Phipson and Smyth's p-value (2010) that is never 0. Random patterns go by place: under one seed,
/// units in another order meet other patterns.
public struct SignFlipTest: Sendable, Hashable {
    /// The two-sided p-value; 1 when all differences are zero.
    public let pValue: Double
    /// Whether all sign patterns were tried.
    public let isExact: Bool

    /// Up to how many non-zero units every pattern is tried.
    public static let exactLimit = 13

    /// The test of one difference per independent unit: of a pair, or the sum over a cluster.
    ///
    /// Throws `Undefined` without differences or when one is not finite. O(draws × n / 4).
    public init(_ differences: [Double], draws: Int = 10_000, seed: UInt64) throws(Undefined) {
        try requireFinite(differences, "difference")
        guard !differences.isEmpty else { throw Undefined("there are no differences") }
        let nonzero = differences.filter { $0 != 0 }
        let observed = abs(ExactSum(nonzero).value)
        // What rounding does to the sum of a pattern goes by the size of all that is added.
        let size = ExactSum(nonzero.lazy.map(abs)).value
        guard size.isFinite else { throw Undefined("the differences are too large to add") }
        let limit = observed - 1e-12 * max(1, size)
        isExact = nonzero.count <= Self.exactLimit
        guard !isExact else {
            pValue = Self.exact(nonzero, limit)
            return
        }
        guard draws > 0 else { throw Undefined("a permutation test needs at least 1 draw") }
        let sums = SignFlips(nonzero).sums(draws: draws, seed: seed)
        pValue = Double(1 + sums.count { abs($0) >= limit }) / Double(draws + 1)
    }

    private static func exact(_ differences: [Double], _ limit: Double) -> Double {
        let patterns = 1 << differences.count
        var extreme = 0
        for pattern in 0..<patterns {
            var sum = 0.0
            for (bit, difference) in differences.enumerated() { sum += pattern >> bit & 1 == 0 ? difference : -difference }
            if abs(sum) >= limit { extreme += 1 }
        }
        return Double(extreme) / Double(patterns)
    }
}

/// Sums under random signs, four values at a time through a table of their sixteen sign patterns.
struct SignFlips {
    private let tables: [Double]

    init(_ values: [Double]) {
        var tables: [Double] = []
        tables.reserveCapacity(4 * values.count + 16)
        for start in stride(from: 0, to: values.count, by: 4) {
            for pattern in 0..<16 {
                var sum = 0.0
                for bit in 0..<min(4, values.count - start) {
                    sum += pattern >> bit & 1 == 0 ? values[start + bit] : -values[start + bit]
                }
                tables.append(sum)
            }
        }
        self.tables = tables
    }

    func sums(draws: Int, seed: UInt64) -> [Double] {
        DrawBlocks(draws: draws, seed: seed).fill(unitsPerDraw: tables.count / 16) { generator, results in
            tables.withUnsafeBufferPointer { tables in
                for index in results.indices { results[index] = Self.sum(tables, &generator) }
            }
        }
    }

    @inline(__always)
    private static func sum(_ tables: UnsafeBufferPointer<Double>, _ generator: inout Xoshiro256) -> Double {
        var (even, odd) = (0.0, 0.0)
        var start = 0
        while start + 256 <= tables.count {
            var word = generator.next()
            for offset in stride(from: 0, to: 256, by: 32) {
                even += tables[start + offset + Int(word & 15)]
                odd += tables[start + offset + 16 + Int(word >> 4 & 15)]
                word >>= 8
            }
            start += 256
        }
        var word = generator.next()
        while start < tables.count {
            even += tables[start + Int(word & 15)]
            word >>= 4
            start += 16
        }
        return even + odd
    }
}
