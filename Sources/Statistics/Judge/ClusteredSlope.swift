/// The slope of a straight line through points that come in clusters, with a cluster-robust standard error (CR1).
public struct ClusteredSlope: Sendable, Hashable {
    /// The slope: the change of y per unit of x.
    public let value: Double
    /// The value of the line at x = 0.
    public let intercept: Double
    /// The cluster-robust standard error.
    public let standardError: Double
    /// How many clusters there are.
    public let clusters: Int

    /// The least-squares line; the standard error carries the factor G / (G − 1) · (n − 1) / (n − 2).
    ///
    /// Throws `Undefined` below 3 points or 2 clusters, for unequal lists, non-finite numbers, or when x does not vary.
    public init(x: [Double], y: [Double], clusters names: [Int]) throws {
        try requireSameCount(x.count, y.count, "x and y")
        try requireCount(x.count, atLeast: 3, "points")
        try requireFinite(x, "x")
        try requireFinite(y, "y")
        let groups = try Clusters(names, count: x.count)
        try requireCount(groups.count, atLeast: 2, "clusters")
        let (center, level) = (Sums.mean(x), Sums.mean(y))
        let spread = Sums.squares(x)
        guard spread > 0 else { throw Undefined("a slope needs x to vary") }
        let slope = Sums.sum(zip(x, y).map { ($0 - center) * ($1 - level) }) / spread
        let scores = zip(x, y).map { ($0 - center) * ($1 - level - slope * ($0 - center)) }
        let (n, g) = (Double(x.count), Double(groups.count))
        let meat = Sums.sum(groups.sums(of: scores).map { $0 * $0 }) * g / (g - 1) * (n - 1) / (n - 2)
        (value, intercept, standardError) = (slope, level - slope * center, meat.squareRoot() / spread)
        clusters = groups.count
    }

    /// The two-sided p-value of no slope, by t with one degree of freedom less than clusters.
    public var pValue: Double { StudentT(Double(clusters - 1)).twoSided(value / standardError) }

    /// The one-sided p-value of a slope at or below 0; 0 or 1 when the points lie on a line.
    var pValueAboveZero: Double {
        standardError > 0 ? StudentT(Double(clusters - 1)).survival(value / standardError) : (value > 0 ? 0 : 1)
    }

    /// The interval of the slope.
    public func interval(level: Double = 0.95) throws -> Interval {
        try requireLevel(level)
        let half = StudentT(Double(clusters - 1)).quantile((1 + level) / 2) * standardError
        return Interval(lower: value - half, upper: value + half, level: level, method: "clustered t")
    }
}
