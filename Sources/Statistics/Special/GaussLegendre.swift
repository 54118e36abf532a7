#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Gauss–Legendre quadrature: nodes and weights on −1…1, exact for polynomials up to degree 2n − 1.
public struct GaussLegendre: Sendable {
    /// The nodes, ascending.
    public let nodes: [Double]
    /// The weight of each node.
    public let weights: [Double]

    /// The rule with the given number of nodes (at least 1), by Newton's method on the Legendre polynomial; O(n²).
    public init(count: Int) {
        let count = max(1, count)
        var (nodes, weights) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        for index in 0..<((count + 1) / 2) {
            var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
            var slope = 1.0
            for _ in 0..<100 {
                let (value, derivative) = Self.legendre(count, x)
                slope = derivative
                let change = value / derivative
                x -= change
                if abs(change) < 1e-16 { break }
            }
            nodes[index] = -x
            nodes[count - 1 - index] = x
            weights[index] = 2 / ((1 - x * x) * slope * slope)
            weights[count - 1 - index] = weights[index]
        }
        self.nodes = nodes
        self.weights = weights
    }

    /// The integral of a function over a finite range.
    public func integrate(from low: Double, to high: Double, _ function: (Double) -> Double) -> Double {
        let (middle, half) = ((low + high) / 2, (high - low) / 2)
        var sum = 0.0
        for (node, weight) in zip(nodes, weights) { sum += weight * function(middle + half * node) }
        return sum * half
    }

    private static func legendre(_ degree: Int, _ x: Double) -> (value: Double, derivative: Double) {
        var (previous, current) = (1.0, x)
        for step in 1..<max(degree, 1) {
            let k = Double(step)
            (previous, current) = (current, ((2 * k + 1) * x * current - k * previous) / (k + 1))
        }
        return (current, Double(degree) * (x * current - previous) / (x * x - 1))
    }
}
