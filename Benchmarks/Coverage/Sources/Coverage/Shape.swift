import Statistics

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Distributions of scores.
enum Shape: String, CaseIterable {
    case normal
    case uniform
    case exponential
    /// Scores such as a judge gives: 0, ¼, ½, ¾, 1, mostly 1.
    case grades

    var mean: Double {
        switch self {
        case .normal: 0
        case .uniform: 0.5
        case .exponential: 1
        case .grades: 0.7125
        }
    }

    func draw(_ generator: inout Xoshiro256) -> Double {
        switch self {
        case .normal: generator.nextNormal()
        case .uniform: generator.nextDouble()
        case .exponential: -log1p(-generator.nextDouble())
        case .grades:
            switch generator.nextDouble() {
            case ..<0.1: 0
            case ..<0.2: 0.25
            case ..<0.35: 0.5
            case ..<0.5: 0.75
            default: 1
            }
        }
    }
}
