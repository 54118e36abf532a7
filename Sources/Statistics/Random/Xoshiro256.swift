#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The xoshiro256** generator (Blackman & Vigna 2018), seeded through SplitMix64.
///
/// The same seed gives the same sequence on every platform and in every release; everything random in this module comes from it.
public struct Xoshiro256: RandomNumberGenerator, Sendable, Hashable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// A generator whose sequence is fixed by the seed.
    public init(seed: UInt64) {
        var expansion = SplitMix64(seed: seed)
        (s0, s1, s2, s3) = (expansion.next(), expansion.next(), expansion.next(), expansion.next())
    }

    /// The next word.
    @inline(__always)
    public mutating func next() -> UInt64 {
        let product = s1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// A number in 0..<1 with 53 random bits.
    public mutating func nextDouble() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A whole number in 0..<bound without bias (Lemire 2019); 0 when the bound is 0 or 1.
    public mutating func next(below bound: UInt64) -> UInt64 {
        guard bound > 1 else { return 0 }
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return product.high
    }

    /// An index in 0..<count without bias; 0 when the count is not above 1.
    public mutating func nextIndex(below count: Int) -> Int { Int(next(below: UInt64(max(count, 0)))) }

    /// A standard normal number (Marsaglia's polar method, one of the pair).
    public mutating func nextNormal() -> Double {
        while true {
            let (u, v) = (2 * nextDouble() - 1, 2 * nextDouble() - 1)
            let square = u * u + v * v
            if square > 0, square < 1 { return u * (-2 * log(square) / square).squareRoot() }
        }
    }
}
