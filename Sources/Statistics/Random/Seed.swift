/// Seeds of independent streams, derived from the seed of a run.
public enum Seed {
    /// The seed of the stream of one name, such as a metric: adding another metric changes nothing here.
    public static func derived(from seed: UInt64, name: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return derived(from: seed, index: hash)
    }

    /// The seed of the stream of one number, such as a block of draws.
    public static func derived(from seed: UInt64, index: UInt64) -> UInt64 {
        var first = SplitMix64(seed: seed)
        var second = SplitMix64(seed: first.next() ^ index)
        return second.next()
    }
}
