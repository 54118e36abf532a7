#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Boundaries for a few planned looks at accumulating data, two-sided (Lan & DeMets 1983).
///
/// At look k stop when |z| ≥ `bounds[k]`. The looks may lie anywhere, the error spent up to each is fixed by the spending function.
public struct GroupSequentialDesign: Sendable, Hashable {
    /// How the error rate is spent over the information.
    public enum Spending: String, Sendable, Hashable {
        /// Almost nothing early, nearly all at the end (O'Brien & Fleming 1979).
        case obrienFleming = "obf"
        /// Evenly (Pocock 1977).
        case pocock

        /// The error spent up to a fraction of the information.
        public func spent(_ fraction: Double, alpha: Double) -> Double {
            guard fraction > 0 else { return 0 }
            let fraction = min(1, fraction)
            return switch self {
            case .obrienFleming: 4 * Normal.survival(-Normal.quantile(alpha / 4) / fraction.squareRoot())
            case .pocock: alpha * log(1 + (exp(1) - 1) * fraction)
            }
        }
    }

    /// The fraction of the planned information at each look.
    public let fractions: [Double]
    /// The error spent up to each look.
    public let spent: [Double]
    /// The boundary of |z| at each look.
    public let bounds: [Double]

    /// A design with equally spaced looks. Throws as the other initialiser, for 1 to 100 looks.
    public init(looks: Int, alpha: Double = 0.05, spending: Spending = .obrienFleming) throws {
        guard looks >= 1, looks <= 100 else { throw Undefined("there must be 1 to 100 looks, got \(looks)") }
        try self.init(fractions: (1...looks).map { Double($0) / Double(looks) }, alpha: alpha, spending: spending)
    }

    /// A design with looks at the given fractions of the information, rising, in 0…1.
    ///
    /// Boundaries come from recursive numerical integration over the continuation region, O(looks · 160 000). Throws `Undefined` for no or
    /// non-rising fractions, or alpha outside 0…1.
    public init(fractions: [Double], alpha: Double = 0.05, spending: Spending = .obrienFleming) throws {
        try requireAlpha(alpha)
        try requireCount(fractions.count, atLeast: 1, "looks")
        guard fractions.allSatisfy({ $0 > 0 && $0 <= 1 }), zip(fractions, fractions.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw Undefined("the fractions of information must rise within 0...1")
        }
        self.fractions = fractions
        let spent = fractions.map { spending.spent($0, alpha: alpha) }
        self.spent = spent
        bounds = Self.boundaries(fractions, spent)
    }

    /// The boundaries look by look: the error spent at a look is the probability of crossing there first.
    private static func boundaries(_ fractions: [Double], _ spent: [Double]) -> [Double] {
        let rule = GaussLegendre(count: 400)
        var (bounds, region): ([Double], ContinuationRegion?) = ([], nil)
        var (before, used) = (0.0, 0.0)
        for (fraction, total) in zip(fractions, spent) {
            let (step, scale, error) = ((fraction - before).squareRoot(), fraction.squareRoot(), max(0, total - used))
            let bound: Double
            if let region {
                bound = bracketedRoot(in: 0...40, tolerance: 1e-13) { error - region.crossing($0 * scale, step: step) } ?? 40
            } else {
                bound = error > 0 ? -Normal.quantile(error / 2) : 40
            }
            bounds.append(bound)
            region = ContinuationRegion(after: region, limit: bound * scale, step: step, rule: rule)
            (before, used) = (fraction, total)
        }
        return bounds
    }
}

/// The distribution of the score process over the paths that no look has stopped, on quadrature nodes.
private struct ContinuationRegion {
    let nodes: [Double]
    /// The density at each node times its quadrature weight.
    let masses: [Double]

    /// After a look that stops beyond ±limit, a step of the given standard deviation after the look before.
    init(after previous: ContinuationRegion?, limit: Double, step: Double, rule: GaussLegendre) {
        nodes = rule.nodes.map { $0 * limit }
        masses = zip(nodes, rule.weights).map { node, weight in
            let density: Double
            if let previous {
                density = zip(previous.nodes, previous.masses).reduce(0) { $0 + $1.1 * Normal.density((node - $1.0) / step) }
            } else {
                density = Normal.density(node / step)
            }
            return weight * limit * density / step
        }
    }

    /// The probability that the next step crosses ±limit.
    func crossing(_ limit: Double, step: Double) -> Double {
        zip(nodes, masses).reduce(0) {
            $0 + $1.1 * (Normal.survival((limit - $1.0) / step) + Normal.survival((limit + $1.0) / step))
        }
    }
}
