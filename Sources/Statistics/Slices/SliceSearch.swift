/// The search for the slices of a table in which errors concentrate: SliceLine (Sagadeeva & Boehm 2021), exact.
///
/// A slice S of n rows scores α (ē_S / ē − 1) − (1 − α) (n / |S| − 1): how much worse than average it is, less how small it is. Every slice
/// with enough rows and few enough conditions is either scored or ruled out by an upper bound, none is missed. A high score is no
/// evidence by itself, since it is the best of very many: see `SliceSignificance`.
public struct SliceSearch: Sendable, Hashable {
    /// The weight of errors against size, above 0 and at most 1.
    public var alpha: Double
    /// The fewest rows of a slice; nil for max(8, ⌈n / 100⌉).
    public var minimumSupport: Int?
    /// The most conditions of a slice.
    public var maximumLevel: Int
    /// How many slices to find.
    public var count: Int

    /// A search.
    public init(alpha: Double = 0.95, minimumSupport: Int? = nil, maximumLevel: Int = 3, count: Int = 20) {
        self.alpha = alpha
        self.minimumSupport = minimumSupport
        self.maximumLevel = maximumLevel
        self.count = count
    }

    /// The best slices with a score above 0, best first; equal scores by fewer conditions, then by their order.
    ///
    /// `errors` holds one non-negative number per row: 0 or 1, a loss, or how much worse the candidate is than the baseline (0 where it
    /// is not). Sums of errors that are not whole numbers may differ in their last digit with the order of rows. Without any error there
    /// is no slice. Throws `Undefined` for other errors, a wrong number of them, or parameters outside their range.
    public func slices(of table: SliceTable, errors: [Double]) throws -> [Slice] {
        try requireSameCount(errors.count, table.rowCount, "errors and rows")
        guard errors.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw Undefined("errors must be finite and not negative") }
        guard alpha > 0, alpha <= 1 else { throw Undefined("alpha must lie above 0 and at most at 1, got \(alpha)") }
        guard maximumLevel >= 1, count >= 1, minimumSupport ?? 1 >= 1 else {
            throw Undefined("support, level and number of slices must be at least 1")
        }
        let total = Sums.sum(errors)
        guard total.isFinite else { throw Undefined("the errors are too large to add") }
        guard total > 0 else { return [] }
        let scoring = SliceScoring(
            alpha: alpha, rows: Double(table.rowCount), meanError: total / Double(table.rowCount), support: support(rows: table.rowCount))
        var lattice = SliceLattice(table: table, errors: errors, scoring: scoring, count: count)
        lattice.search(levels: maximumLevel)
        return lattice.best.map { lattice.slice($0) }
    }

    /// The fewest rows of a slice of a table with so many rows.
    func support(rows: Int) -> Int { minimumSupport ?? max(8, (rows + 99) / 100) }
}

/// The score and its upper bound.
struct SliceScoring {
    let alpha, rows, meanError: Double
    let support: Int

    /// The score of a slice.
    func score(size: Int, errorSum: Double) -> Double {
        let size = Double(size)
        return alpha * (errorSum / size / meanError - 1) - (1 - alpha) * (rows / size - 1)
    }

    /// The highest score a slice can have whose rows, errors and largest error are at most these.
    ///
    /// Between the sizes tried here the score either rises or falls throughout.
    func bound(size: Int, errorSum: Double, largestError: Double) -> Double {
        guard size >= support, largestError > 0 else { return -.infinity }
        let (low, high) = (Double(support), Double(size))
        func value(_ size: Double) -> Double {
            alpha * (min(size * largestError, errorSum) / (size * meanError) - 1) - (1 - alpha) * (rows / size - 1)
        }
        return max(value(low), value(max(low, min(errorSum / largestError, high))), value(high))
    }
}
