#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension BradleyTerry {
    /// Newton's method with halved steps on the penalised log likelihood, which is concave.
    static func fit(_ wins: [[Double]], ridge: Double) throws(Undefined) -> [Double] {
        var strengths = [Double](repeating: 0, count: wins.count)
        var value = objective(wins, strengths, ridge)
        for _ in 0..<200 {
            let (gradient, information, _) = derivatives(wins, strengths, ridge)
            guard let step = solvePositiveDefinite(information, [gradient])?.first else {
                throw Undefined("the strengths are not determined by the wins")
            }
            var scale = 1.0
            var (next, nextValue) = (strengths, -Double.infinity)
            while scale > 1e-6 {
                next = centred(zip(strengths, step).map { $0 + scale * $1 })
                nextValue = objective(wins, next, ridge)
                if nextValue >= value - 1e-12 * abs(value) { break }
                scale /= 2
            }
            let change = zip(next, strengths).reduce(0) { max($0, abs($1.0 - $1.1)) }
            (strengths, value) = (next, nextValue)
            if change < 1e-12 { break }
        }
        return strengths
    }

    /// The pseudo-inverse of the information: the inverse of the anchored information, less what the anchor put into the null space.
    static func covariance(_ wins: [[Double]], _ strengths: [Double], ridge: Double) throws(Undefined) -> [[Double]] {
        let count = wins.count
        let (_, information, anchor) = derivatives(wins, strengths, ridge)
        let identity = (0..<count).map { i in (0..<count).map { $0 == i ? 1.0 : 0 } }
        guard let inverse = solvePositiveDefinite(information, identity) else {
            throw Undefined("the strengths are not determined by the wins")
        }
        let added = 1 / ((anchor + 2 * ridge) * Double(count))
        return inverse.map { row in row.map { $0 - added } }
    }

    /// Gradient and information, the latter with a constant added everywhere so that it is regular although Σ θ is free.
    private static func derivatives(
        _ wins: [[Double]], _ strengths: [Double], _ ridge: Double
    ) -> (gradient: [Double], information: [[Double]], anchor: Double) {
        let count = wins.count
        var gradient = strengths.map { -2 * ridge * $0 }
        var information = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        for i in 0..<count {
            information[i][i] = 2 * ridge
            for j in 0..<count where j != i {
                let games = wins[i][j] + wins[j][i]
                let p = 1 / (1 + exp(strengths[j] - strengths[i]))
                gradient[i] += wins[i][j] - games * p
                information[i][i] += games * p * (1 - p)
                information[i][j] = -games * p * (1 - p)
            }
        }
        let anchor = (0..<count).reduce(0.0) { $0 + information[$1][$1] } / Double(count)
        for i in 0..<count {
            for j in 0..<count { information[i][j] += anchor / Double(count) }
        }
        return (gradient, information, anchor)
    }

    private static func objective(_ wins: [[Double]], _ strengths: [Double], _ ridge: Double) -> Double {
        var sum = -ridge * strengths.reduce(0) { $0 + $1 * $1 }
        for (i, row) in wins.enumerated() {
            for (j, count) in row.enumerated() where count > 0 {
                let margin = strengths[j] - strengths[i]
                sum -= count * (margin > 0 ? margin + log1p(exp(-margin)) : log1p(exp(margin)))
            }
        }
        return sum
    }

    private static func centred(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.map { $0 - mean }
    }

    /// Whether every model beat every other, directly or through a chain.
    static func isStronglyConnected(_ wins: [[Double]]) -> Bool {
        reached(wins.count) { wins[$0][$1] > 0 } && reached(wins.count) { wins[$1][$0] > 0 }
    }

    private static func reached(_ count: Int, _ isEdge: (Int, Int) -> Bool) -> Bool {
        var (seen, stack) = (Set([0]), [0])
        while let model = stack.popLast() {
            for other in 0..<count where isEdge(model, other) && seen.insert(other).inserted { stack.append(other) }
        }
        return seen.count == count
    }
}
