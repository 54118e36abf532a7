#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A change detector for observations in 0…1 with a guaranteed rate of false alarms: the Shiryaev–Roberts e-detector (Shin et al. 2023).
///
/// Sums the capital of bets, started afresh at each observation, against a mean within `tolerance` of the reference; alarms when
/// it reaches the wanted mean number of observations between false alarms. Several bet sizes upward and downward share the capital. O(1).
public struct ShiryaevRoberts: Sendable, Hashable {
    /// The mean without a change.
    public let reference: Double
    /// How far the mean may be from it without an alarm.
    public let tolerance: Double
    /// The fewest observations between false alarms, on average.
    public let averageRunLength: Double
    /// The evidence now.
    public private(set) var evidence = 0.0
    /// Whether the last observation gave an alarm.
    public private(set) var isAlarm = false
    private var capitals = [Double](repeating: 0, count: 2 * Self.shares.count)

    private static let shares = [0.125, 0.25, 0.5, 0.75]

    /// A detector; throws `Undefined` unless the reference lies in 0…1, the tolerance is not negative and the run length at least 1.
    public init(reference: Double, tolerance: Double = 0, averageRunLength: Double = 1000) throws {
        try requireUnit(reference)
        guard tolerance >= 0, tolerance.isFinite, averageRunLength >= 1, averageRunLength.isFinite else {
            throw Undefined("the tolerance must not be negative and the run length at least 1")
        }
        (self.reference, self.tolerance, self.averageRunLength) = (reference, tolerance, averageRunLength)
    }

    /// Takes one observation and tells whether it gives an alarm; throws `Undefined` when it lies outside 0…1. Starts afresh after one.
    public mutating func observe(_ x: Double) throws -> Bool {
        try requireUnit(x)
        if isAlarm { capitals = capitals.map { _ in 0 } }
        let (high, low) = (min(1, reference + tolerance), max(0, reference - tolerance))
        for (place, share) in Self.shares.enumerated() {
            let up = high > 0 ? 1 + share / high * (x - high) : 1 + (x > 0 ? averageRunLength * Double(capitals.count) : 0)
            let down = low < 1 ? 1 - share / (1 - low) * (x - low) : 1 + (x < 1 ? averageRunLength * Double(capitals.count) : 0)
            capitals[2 * place] = (capitals[2 * place] + 1) * max(0, up)
            capitals[2 * place + 1] = (capitals[2 * place + 1] + 1) * max(0, down)
        }
        evidence = Sums.mean(capitals)
        isAlarm = evidence >= averageRunLength
        return isAlarm
    }
}
