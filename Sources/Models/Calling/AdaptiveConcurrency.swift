/// How many calls may run at once: additive increase, multiplicative decrease (Chiu and Jain 1989), with a slow start as in TCP.
///
/// Until the first throttling every success allows one call more (doubling per round); afterwards the limit grows by at least a
/// thirty-second of the ceiling per round. Throttling halves it, at most once per interval, never below 1.
public struct AdaptiveConcurrency: Sendable, Hashable {
    /// Most calls at once, ever.
    public let ceiling: Int
    /// Seconds within which further throttlings belong to the same congestion.
    public let interval: Double
    private var level: Double
    private var threshold: Double
    private var lastCut = -Double.infinity

    /// Starts with `start` calls at once (at most 64 unless given) and grows to `ceiling`; both are at least 1.
    public init(ceiling: Int, start: Int? = nil, interval: Double = 1) {
        self.ceiling = max(1, ceiling)
        self.interval = max(0, interval)
        level = Double(min(max(1, start ?? 64), self.ceiling))
        threshold = Double(self.ceiling)
    }

    /// Calls allowed at once now.
    public var limit: Int { Int(level) }

    /// A call succeeded.
    public mutating func succeed() {
        let step = level < threshold ? 1 : max(1, Double(ceiling) / 32) / level
        level = min(level + step, Double(ceiling))
    }

    /// A call was throttled at the given time in seconds.
    public mutating func throttle(at now: Double) {
        guard now - lastCut >= interval else { return }
        lastCut = now
        level = max(1, level / 2)
        threshold = level
    }
}
