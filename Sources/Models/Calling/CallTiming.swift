/// Time and chance as callers see them; replaced in tests.
public struct CallTiming: Sendable {
    /// Seconds since some fixed moment, never running backwards.
    public var now: @Sendable () -> Double
    /// Waits for some seconds; throws `CancellationError`.
    public var sleep: @Sendable (Double) async throws -> Void
    /// A number from 0 up to 1.
    public var random: @Sendable () -> Double

    /// Time and chance of one's own.
    public init(
        now: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (Double) async throws -> Void,
        random: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.sleep = sleep
        self.random = random
    }

    /// The machine's monotonic clock and random numbers.
    public static let real = CallTiming(
        now: { monotonicSeconds() }, sleep: { try await Task.sleep(for: .seconds($0)) }, random: { Double.random(in: 0..<1) })
}

private let origin = ContinuousClock.now

/// Seconds since the process first asked.
func monotonicSeconds() -> Double {
    let passed = (ContinuousClock.now - origin).components
    return Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
}
