extension ScoredOutcomes {
    /// One bin of a reliability diagram.
    public struct Bin: Sendable, Hashable {
        /// The mean score.
        public let meanScore: Double
        /// The share that came true.
        public let rate: Double
        /// Rows in the bin.
        public let count: Int
    }

    /// How rows are put into bins.
    public enum Binning: Sendable, Hashable {
        /// Bins of equal width over 0…1; empty ones are left out.
        case equalWidth(Int)
        /// Bins of equally many rows, equal scores kept together.
        case equalMass(Int)
    }

    /// The bins of a reliability diagram, by ascending score.
    public func bins(_ binning: Binning = .equalWidth(10)) throws -> [Bin] {
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        let groups: [ArraySlice<Int>]
        switch binning {
        case .equalWidth(let count):
            try requireCount(count, atLeast: 1, "bins")
            groups = order.split(into: { min(count - 1, Int(scores[$0] * Double(count))) })
        case .equalMass(let count):
            try requireCount(count, atLeast: 1, "bins")
            var bin: [Double: Int] = [:]
            for (place, row) in order.enumerated() where bin[scores[row]] == nil {
                bin[scores[row]] = Int(Double(place) * Double(count) / Double(order.count))
            }
            groups = order.split(into: { bin[scores[$0]] ?? 0 })
        }
        return groups.map { rows in
            Bin(
                meanScore: Sums.mean(rows.map { scores[$0] }),
                rate: Double(rows.count { outcomes[$0] }) / Double(rows.count), count: rows.count)
        }
    }

    /// The expected calibration error: the mean over rows of |mean score − rate| of the row's bin (Naeini et al. 2015).
    public func expectedCalibrationError(_ binning: Binning = .equalWidth(10)) throws -> Double {
        try Sums.sum(bins(binning).map { abs($0.meanScore - $0.rate) * Double($0.count) }) / Double(scores.count)
    }
}

extension [Int] {
    /// Consecutive elements with the same key.
    fileprivate func split(into key: (Int) -> Int) -> [ArraySlice<Int>] {
        var (groups, start) = ([ArraySlice<Int>](), 0)
        for end in 1...Swift.max(1, count) where end <= count {
            if end == count || key(self[end]) != key(self[start]) {
                groups.append(self[start..<end])
                start = end
            }
        }
        return groups
    }
}
