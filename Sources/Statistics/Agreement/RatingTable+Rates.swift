extension RatingTable {
    /// Matthews' correlation coefficient, for several categories Gorodkin's R_K (2004); 0 when a rater used one category only.
    public var matthewsCorrelation: Double {
        let n = Double(total)
        let (rows, columns) = (rowTotals.map(Double.init), columnTotals.map(Double.init))
        let covariance = Double(agreements) * n - zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
        let first = n * n - rows.reduce(0) { $0 + $1 * $1 }
        let second = n * n - columns.reduce(0) { $0 + $1 * $1 }
        guard first > 0, second > 0 else { return 0 }
        return covariance / (first.squareRoot() * second.squareRoot())
    }

    /// Of the items the first rater put into a category, the share the second did too: with two categories, that of category 1 is the
    /// true positive rate and that of category 0 the true negative rate. Throws when the first rater never used it.
    public func recall(of category: Int) throws -> Double {
        guard category >= 0, category < categories, rowTotals[category] > 0 else {
            throw Undefined("the reference never gives category \(category)")
        }
        return Double(counts[category * categories + category]) / Double(rowTotals[category])
    }

    /// Of the items the second rater put into a category, the share the first did too; 0 when the second never used it.
    public func precision(of category: Int) -> Double {
        guard category >= 0, category < categories, columnTotals[category] > 0 else { return 0 }
        return Double(counts[category * categories + category]) / Double(columnTotals[category])
    }

    /// The harmonic mean of precision and recall of a category; 0 when neither rater used it.
    public func f1(of category: Int) -> Double {
        guard category >= 0, category < categories else { return 0 }
        let either = rowTotals[category] + columnTotals[category]
        return either == 0 ? 0 : 2 * Double(counts[category * categories + category]) / Double(either)
    }

    /// The mean recall over the categories the first rater used.
    public var balancedAccuracy: Double {
        let used = (0..<categories).compactMap { try? recall(of: $0) }
        return Sums.mean(used)
    }
}
