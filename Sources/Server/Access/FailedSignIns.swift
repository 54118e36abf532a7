/// Counts failed sign-ins, so that passwords cannot be tried out in great number: by address and name, and by address alone.
struct FailedSignIns: Sendable {
    private struct Count: Sendable {
        var failures: Int
        let since: ContinuousClock.Instant
    }

    /// Most failures of one address for one name within ``window``.
    static let maximumByName = 10
    /// Most failures of one address for any names within ``window``.
    static let maximumByAddress = 100
    /// How long failures count.
    static let window = Duration.seconds(60)
    private static let capacity = 10_000

    private var counts: [String: Count] = [:]

    /// Whether an attempt must be turned away unseen.
    func isBlocked(address: String, name: String, at now: ContinuousClock.Instant) -> Bool {
        failures(Self.key(address, name), now) >= Self.maximumByName || failures(address, now) >= Self.maximumByAddress
    }

    /// Notes a failure.
    mutating func record(address: String, name: String, at now: ContinuousClock.Instant) {
        if counts.count >= Self.capacity { counts = counts.filter { now - $0.value.since < Self.window } }
        if counts.count >= Self.capacity { counts.removeAll() }
        for key in [Self.key(address, name), address] {
            if let count = counts[key], now - count.since < Self.window {
                counts[key]?.failures += 1
            } else {
                counts[key] = Count(failures: 1, since: now)
            }
        }
    }

    /// What failures of an address for a name are counted under: names may be as long as a header, so that only so much of them is kept.
    private static func key(_ address: String, _ name: String) -> String {
        address + " " + String(String.UnicodeScalarView(name.unicodeScalars.prefix(256)))
    }

    private func failures(_ key: String, _ now: ContinuousClock.Instant) -> Int {
        guard let count = counts[key], now - count.since < Self.window else { return 0 }
        return count.failures
    }
}
