/// Sums and moments of lists that have been checked already, from exact sums as those of `Moments`, and NaN where it would throw.
enum Sums {
    /// The sum, rounded once: the order of the values changes nothing.
    static func sum(_ values: some Sequence<Double>) -> Double { ExactSum(values).value }

    /// The sum of values by their places, each as often as its count says; rounded once.
    @inline(__always)
    static func sum(_ counts: [Int], _ value: (Int) -> Double) -> Double {
        if let sum = doubledSum(counts, value) { return sum }
        var sum = ExactSum()
        for (place, count) in counts.enumerated() where count > 0 { sum.add(value(place), times: count) }
        return sum.value
    }

    /// The sum in twice the precision (Ogita, Rump & Oishi 2005, doi:10.1137/030601818); nil where that leaves open how it is rounded.
    ///
    /// What an addition loses is collected. That n such losses are themselves added with rounding changes them by less than 3 n² 2⁻¹⁰⁶ of
    /// the sum of all sizes: where five times as much in either direction gives the same rounded sum, it is the right one.
    @inline(__always)
    private static func doubledSum(_ counts: [Int], _ value: (Int) -> Double) -> Double? {
        var (sum, lost, size) = (0.0, 0.0, 0.0)
        for (place, count) in counts.enumerated() where count > 0 {
            let (one, times) = (value(place), Double(count))
            let product = one * times
            let next = sum + product
            let added = next - sum
            lost += (sum - (next - added)) + (product - added)
            if count > 1 { lost += (-product).addingProduct(one, times) }
            sum = next
            size += abs(product)
        }
        let terms = Double(counts.count + 1)
        let doubt = 0x1p-102 * terms * terms * size
        let (low, high) = (sum + (lost - doubt), sum + (lost + doubt))
        return low == high && size > 1e-200 ? low : nil
    }

    /// The mean; NaN of nothing.
    static func mean(_ values: some Collection<Double>) -> Double { sum(values) / Double(values.count) }

    /// The sum of squared deviations from the mean.
    static func squares(_ values: some Collection<Double>) -> Double {
        let mean = mean(values)
        return sum(values.lazy.map { ($0 - mean) * ($0 - mean) })
    }

    /// The variance with the given delta degrees of freedom; NaN where fewer values than that remain.
    static func variance(_ values: some Collection<Double>, ddof: Int = 1) -> Double {
        values.count > ddof ? squares(values) / Double(values.count - ddof) : .nan
    }

    /// The covariance of two equally long lists.
    static func covariance(_ first: [Double], _ second: [Double], ddof: Int = 1) -> Double {
        guard first.count == second.count, first.count > ddof else { return .nan }
        let (a, b) = (mean(first), mean(second))
        return sum(zip(first, second).lazy.map { ($0 - a) * ($1 - b) }) / Double(first.count - ddof)
    }
}
