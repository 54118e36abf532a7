#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The squared maximum mean discrepancy of two samples of vectors, unbiased, with a Gaussian kernel (Gretton et al. 2012).
///
/// Its sums follow the order of the vectors: another order may change the last digits.
/// Around 0 without drift, it may be negative. For embeddings scale each to length 1 first (`normalized`).
public struct MaximumMeanDiscrepancy: Sendable {
    /// The unbiased estimate.
    public let value: Double
    /// The kernel's width σ in exp(−d² / 2σ²).
    public let bandwidth: Double
    private let kernel: [Double]
    private let count: Int
    private let referenceCount: Int

    /// The discrepancy, with the median distance between pooled points as the width unless one is given.
    ///
    /// O(N² d) time and O(N²) memory for N pooled points, at most 5000: draw a sample of more. Throws `Undefined` below 2 points in a
    /// sample, for points of different dimension, or numbers that are not finite.
    public init(reference: [[Double]], current: [[Double]], bandwidth: Double? = nil) throws {
        try requireCount(min(reference.count, current.count), atLeast: 2, "points in each sample")
        let points = reference + current
        guard points.count <= 5000 else { throw Undefined("at most 5000 points are compared, got \(points.count); draw a sample") }
        for point in points {
            try requireSameCount(point.count, points[0].count, "the points")
            try requireFinite(point, "coordinate")
        }
        count = points.count
        referenceCount = reference.count
        var squares = [Double](repeating: 0, count: count * count)
        for first in 1..<count {
            for second in 0..<first {
                let square = zip(points[first], points[second]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                (squares[first * count + second], squares[second * count + first]) = (square, square)
            }
        }
        let width = bandwidth ?? Self.medianDistance(squares, count)
        guard width > 0, width.isFinite else { throw Undefined("the kernel's width must be positive") }
        self.bandwidth = width
        kernel = squares.map { exp(-$0 / (2 * width * width)) }
        value = Self.estimate(kernel, count, Array(0..<count), referenceCount)
    }

    /// The p-value of no drift by permuting the samples' labels.
    public func pValue(permutations: Int = 1000, seed: UInt64) throws -> Double {
        try requireCount(permutations, atLeast: 1, "permutations")
        var random = Xoshiro256(seed: seed)
        var order = Array(0..<count)
        let limit = value - 1e-12 * max(1, abs(value))
        var extreme = 0
        for _ in 0..<permutations {
            random.shuffle(&order)
            if Self.estimate(kernel, count, order, referenceCount) >= limit { extreme += 1 }
        }
        return Double(1 + extreme) / Double(permutations + 1)
    }

    /// The vectors scaled to length 1; zero vectors stay.
    public static func normalized(_ vectors: [[Double]]) -> [[Double]] {
        vectors.map { vector in
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return length > 0 ? vector.map { $0 / length } : vector
        }
    }

    private static func estimate(_ kernel: [Double], _ count: Int, _ order: [Int], _ referenceCount: Int) -> Double {
        var (old, new, cross) = (0.0, 0.0, 0.0)
        for first in 1..<count {
            let row = order[first] * count
            for second in 0..<first {
                let similarity = kernel[row + order[second]]
                if first < referenceCount {
                    old += similarity
                } else if second >= referenceCount {
                    new += similarity
                } else {
                    cross += similarity
                }
            }
        }
        let (n, m) = (Double(referenceCount), Double(count - referenceCount))
        return 2 * old / (n * (n - 1)) + 2 * new / (m * (m - 1)) - 2 * cross / (n * m)
    }

    /// The median distance; the mean of the positive ones where it is 0, 1 where all points are equal.
    private static func medianDistance(_ squares: [Double], _ count: Int) -> Double {
        var distances: [Double] = []
        distances.reserveCapacity(count * (count - 1) / 2)
        for first in 1..<count { for second in 0..<first { distances.append(squares[first * count + second].squareRoot()) } }
        distances.sort()
        let middle = quantile(sorted: distances, 0.5)
        let positive = distances.filter { $0 > 0 }
        return middle > 0 ? middle : (positive.isEmpty ? 1 : Sums.mean(positive))
    }
}
