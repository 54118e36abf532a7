import Scoring
public import TouchstoneJSON

/// When and how long to wait before another attempt: exponential back-off with full jitter.
///
/// The wait before attempt n+1 is uniform between 0 and `min(maximumWait, base * 2^(n-1))` seconds (Brooker, "Exponential Backoff and
/// Jitter", 2015). A `Retry-After` is a floor, with up to `base` seconds on top so that callers do not return all at once.
public struct RetryPolicy: Sendable, Hashable {
    /// Most attempts for one call, the first included; at least 1.
    public var maximumAttempts: Int
    /// Seconds that the first wait may reach.
    public var base: Double
    /// Seconds that no jittered wait exceeds; a longer `Retry-After` is still honoured.
    public var maximumWait: Double
    /// Seconds for one call in all, attempts and waits together.
    public var budget: Double

    /// A policy; defaults: 6 attempts, from 0.5 s to 30 s between them, 600 s in all.
    public init(maximumAttempts: Int = 6, base: Double = 0.5, maximumWait: Double = 30, budget: Double = 600) {
        self.maximumAttempts = max(1, maximumAttempts)
        self.base = max(0, base)
        self.maximumWait = max(0, maximumWait)
        self.budget = max(0, budget)
    }

    /// Seconds to wait after attempt `attempt` (from 1) failed; nil when the call should be given up.
    ///
    /// `elapsed` is the time since the call began, `random` a number from 0 up to 1.
    public func wait(after attempt: Int, _ error: ModelError, elapsed: Double, random: Double) -> Double? {
        guard error.isRetryable, attempt < maximumAttempts else { return nil }
        let reach = min(maximumWait, base * Double(1 << min(max(attempt, 1) - 1, 30)))
        var wait = random * reach
        if let asked = error.retryAfter { wait = max(0, asked) + random * min(base, reach) }
        return elapsed + wait < budget ? wait : nil
    }
}

extension RetryPolicy {
    private static let names = ["attempts", "base", "maximum_wait", "budget"]

    /// Reads `attempts`, `base`, `maximum_wait` and `budget` (seconds) from a specification.
    public init(json: JSONObject) throws(ModelError) {
        self.init()
        for member in json {
            guard Self.names.contains(member.key) else {
                let hint = closestName(to: member.key, among: Self.names).map { " (did you mean \"\($0)\"?)" } ?? ""
                throw ModelError(.invalidRequest, "\"retry\" has no setting \"\(member.key)\"\(hint)")
            }
            guard let number = member.value.doubleValue, number >= 0, number.isFinite else {
                throw ModelError(.invalidRequest, "the retry setting \"\(member.key)\" should be a number from 0 up")
            }
            switch member.key {
            case "attempts": maximumAttempts = Int(min(max(number, 1), 1000))
            case "base": base = number
            case "maximum_wait": maximumWait = number
            default: budget = number
            }
        }
    }
}
