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
    /// The same of a system that is nearly perfect: 19 of 20 scores are 1, the others ½.
    case ceiling
    /// Differences of grades when half of the samples are answered anew: two of three are 0.
    case changes
    /// Costs and counts: three of five are 0, the others skewed.
    case sparse

    /// Whether most values are one and the same; no method holds its level for all small samples of such.
    var isMostlyEqual: Bool { self == .ceiling || self == .changes || self == .sparse }

    var mean: Double {
        switch self {
        case .normal, .changes: 0
        case .uniform: 0.5
        case .exponential: 1
        case .grades: 0.7125
        case .ceiling: 0.975
        case .sparse: 0.4
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
        case .ceiling: generator.nextDouble() < 0.05 ? 0.5 : 1
        case .sparse: generator.nextDouble() < 0.6 ? 0 : -log1p(-generator.nextDouble())
        case .changes: generator.nextDouble() < 0.5 ? 0 : Shape.grades.draw(&generator) - Shape.grades.draw(&generator)
        }
    }
}
