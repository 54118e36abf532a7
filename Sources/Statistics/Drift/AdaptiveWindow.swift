#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A window over the latest observations that shrinks by itself when its older part differs from its newer: ADWIN2 (Bifet & Gavaldà 2007).
///
/// Keeps an exponential histogram, O(log n) memory and amortised O(log n) time per observation. Checks and defaults are those of
/// river's detector.
public struct AdaptiveWindow: Sendable, Hashable {
    /// The confidence parameter δ: smaller means fewer false alarms.
    public let delta: Double
    /// Checks happen at every multiple of this many observations.
    public let clock: Int
    /// Buckets of one size before two are merged.
    public let maximumBuckets: Int
    /// The shortest part of the window that is compared.
    public let minimumPart: Int
    /// Observations before the first check.
    public let gracePeriod: Int
    /// Whether the window is emptied with the observation after an alarm, as river does; the paper keeps its newer part.
    public let startsAfresh: Bool
    /// Whether the last observation gave an alarm.
    public private(set) var isAlarm = false

    private struct Bucket: Sendable, Hashable {
        var total: Double
        /// The sum of squared deviations within.
        var squares: Double
    }

    /// Buckets of 2^row observations, the oldest first in each row.
    private var rows: [[Bucket]] = [[]]
    private var width = 0.0
    private var total = 0.0
    private var squares = 0.0
    private var tick = 0

    /// An empty window; throws `Undefined` unless 0 < delta < 1 and all counts are at least 1.
    public init(
        delta: Double = 0.002, clock: Int = 32, maximumBuckets: Int = 5, minimumPart: Int = 5, gracePeriod: Int = 10,
        startsAfresh: Bool = true
    ) throws {
        try requireAlpha(delta)
        guard clock >= 1, maximumBuckets >= 2, minimumPart >= 1, gracePeriod >= 0 else {
            throw Undefined("clock and window must be at least 1, buckets at least 2")
        }
        (self.delta, self.clock, self.maximumBuckets) = (delta, clock, maximumBuckets)
        (self.minimumPart, self.gracePeriod, self.startsAfresh) = (minimumPart, gracePeriod, startsAfresh)
    }

    /// Observations in the window.
    public var count: Int { Int(width) }
    /// Their mean; nil while it is empty.
    public var mean: Double? { width > 0 ? total / width : nil }

    /// Takes one observation and tells whether the window shrank; throws `Undefined` when it is not finite.
    public mutating func observe(_ x: Double) throws -> Bool {
        guard x.isFinite else { throw Undefined("observations must be finite numbers") }
        if isAlarm, startsAfresh { (rows, width, total, squares, tick) = ([[]], 0, 0, 0, 0) }
        insert(x)
        tick += 1
        isAlarm = false
        if tick % clock == 0, width > Double(gracePeriod) {
            while cut() { isAlarm = true }
        }
        return isAlarm
    }

    private mutating func insert(_ x: Double) {
        rows[0].append(Bucket(total: x, squares: 0))
        width += 1
        if width > 1 {
            let deviation = x - total / (width - 1)
            squares += (width - 1) * deviation * deviation / width
        }
        total += x
        compress()
    }

    private mutating func compress() {
        var row = 0
        while row < rows.count, rows[row].count > maximumBuckets {
            if row + 1 == rows.count { rows.append([]) }
            let (first, second, size) = (rows[row][0], rows[row][1], Self.size(row))
            let shift = (first.total - second.total) / size
            rows[row].removeFirst(2)
            rows[row + 1].append(
                Bucket(total: first.total + second.total, squares: first.squares + second.squares + size / 2 * shift * shift))
            row += 1
        }
    }

    /// Drops the oldest bucket if two parts of the window have different means, and tells whether it did.
    private mutating func cut() -> Bool {
        var (oldCount, oldTotal) = (0.0, 0.0)
        for row in rows.indices.reversed() {
            let size = Self.size(row)
            for bucket in rows[row].dropLast(row == 0 ? 1 : 0) {
                oldCount += size
                oldTotal += bucket.total
                let newCount = width - oldCount
                guard oldCount >= Double(minimumPart), newCount >= Double(minimumPart) else { continue }
                if isDifferent(oldCount, newCount, oldTotal / oldCount - (total - oldTotal) / newCount) {
                    dropOldest()
                    return true
                }
            }
        }
        return false
    }

    private func isDifferent(_ old: Double, _ new: Double, _ difference: Double) -> Bool {
        let odds = log(2 * log(width) / delta)
        let reciprocal = 1 / (old - Double(minimumPart) + 1) + 1 / (new - Double(minimumPart) + 1)
        let variance = squares / width
        return abs(difference) > (2 * reciprocal * variance * odds).squareRoot() + 2.0 / 3 * odds * reciprocal
    }

    private mutating func dropOldest() {
        let row = rows.count - 1
        guard !rows[row].isEmpty else { return }
        let (bucket, size) = (rows[row].removeFirst(), Self.size(row))
        width -= size
        total -= bucket.total
        let shift = bucket.total / size - (width > 0 ? total / width : 0)
        squares = max(0, squares - bucket.squares - size * width * shift * shift / (size + width))
        while rows.count > 1, rows.last?.isEmpty == true { rows.removeLast() }
    }

    private static func size(_ row: Int) -> Double { Double(sign: .plus, exponent: row, significand: 1) }
}
