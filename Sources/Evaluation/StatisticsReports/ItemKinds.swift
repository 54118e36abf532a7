/// Items by what they were rated: those with the same ratings are of one kind, and what many resamples need is how many of each they hold.
struct ItemKinds {
    /// The ratings of each kind, without gaps.
    private(set) var ratings: [[Double]] = []
    private var kindOfRow: [Int] = []

    init(ratingsByRater: [[Double?]], count: Int) {
        var numbers: [[Double]: Int] = [:]
        kindOfRow.reserveCapacity(count)
        for row in 0..<count {
            let kind = ratingsByRater.compactMap { $0[row] }
            let number = numbers[kind] ?? ratings.count
            if number == ratings.count {
                numbers[kind] = number
                ratings.append(kind)
            }
            kindOfRow.append(number)
        }
    }

    /// How many of the rows at the given indices, which may repeat, are of each kind.
    func counts(of rows: [Int]) -> [Double] {
        var counts = [Double](repeating: 0, count: ratings.count)
        for row in rows { counts[kindOfRow[row]] += 1 }
        return counts
    }
}
