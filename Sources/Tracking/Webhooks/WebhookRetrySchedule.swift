/// When a delivery that failed is tried again: soon at first, then ever less often, and at some time no more.
package struct WebhookRetrySchedule: Sendable, Hashable {
    /// Most attempts, the first included.
    package var mostAttempts: Int
    /// How long to wait after the first attempt, in milliseconds.
    package var firstDelay: Int64
    /// How much longer after each further attempt.
    package var factor: Int64
    /// The longest wait, in milliseconds.
    package var longestDelay: Int64

    /// Ten attempts within some three hours.
    package init(mostAttempts: Int = 10, firstDelay: Int64 = 1000, factor: Int64 = 4, longestDelay: Int64 = 3_600_000) {
        self.mostAttempts = mostAttempts
        self.firstDelay = firstDelay
        self.factor = factor
        self.longestDelay = longestDelay
    }

    /// How many milliseconds to wait after so many attempts, between half and all of the step; nil when it is given up.
    ///
    /// `chance` is a random number from 0 to 1 that keeps many failed deliveries from coming back all at once; `asked` is what the
    /// receiver wants us to wait at least.
    package func delay(afterAttempts attempts: Int, chance: Double, asked: Int64? = nil) -> Int64? {
        guard attempts >= 1, attempts < mostAttempts else { return nil }
        var step = min(firstDelay, longestDelay)
        for _ in 1..<attempts where step < longestDelay {
            let (product, overflow) = step.multipliedReportingOverflow(by: factor)
            step = overflow ? longestDelay : min(product, longestDelay)
        }
        let spread = step / 2 + Int64(Double(step - step / 2) * min(max(chance, 0), 1))
        return max(spread, min(max(asked ?? 0, 0), longestDelay))
    }
}
