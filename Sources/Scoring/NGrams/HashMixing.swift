/// Scrambles 64 bits so that every input bit reaches every output bit (the finaliser of SplitMix64, Steele et al. 2014).
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
}

/// Chosen anew in every process, so that nobody can prepare texts whose tokens all collide. Results never depend on it.
let hashSeed = UInt64.random(in: 0 ... .max)
