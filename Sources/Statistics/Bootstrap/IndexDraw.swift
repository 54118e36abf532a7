/// Unbiased indices below a bound, two from each random word (Lemire 2019 on 32 bits).
struct IndexDraw {
    private let bound: UInt32
    private let threshold: UInt32

    /// Draws below `count`, which must lie in 1…2³² − 1; nil otherwise.
    init?(below count: Int) {
        guard count > 0, let bound = UInt32(exactly: count) else { return nil }
        self.bound = bound
        threshold = (0 &- bound) % bound
    }

    /// Two indices.
    @inline(__always)
    func pair(_ generator: inout Xoshiro256) -> (Int, Int) {
        let word = generator.next()
        let first = (word & 0xFFFF_FFFF) &* UInt64(bound)
        let second = (word >> 32) &* UInt64(bound)
        if UInt32(truncatingIfNeeded: first) < threshold || UInt32(truncatingIfNeeded: second) < threshold {
            return (single(&generator), single(&generator))
        }
        return (Int(first >> 32), Int(second >> 32))
    }

    /// One index.
    func single(_ generator: inout Xoshiro256) -> Int {
        while true {
            let product = (generator.next() >> 32) &* UInt64(bound)
            if UInt32(truncatingIfNeeded: product) >= threshold { return Int(product >> 32) }
        }
    }
}
