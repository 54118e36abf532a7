import CoreMetrics
import Synchronization

/// A count that only grows.
final class CounterInstrument: CounterHandler {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) { value.add(amount, ordering: .relaxed) }
    func reset() { value.store(0, ordering: .relaxed) }
    var total: Int64 { value.load(ordering: .relaxed) }
}

/// A number that is as it was last told, or how often numbers fell below each of some bounds.
final class RecorderInstrument: RecorderHandler, TimerHandler {
    private struct State: Sendable {
        var counts: [Int64]
        var sum = 0.0
        var last = 0.0
    }

    /// The upper bounds of the buckets, rising; none for a number that is as it was last told.
    let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
            state.last = value
        }
    }

    /// Durations come in nanoseconds and are kept in seconds.
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) * 1e-9) }

    /// How many numbers fell into each bucket, the last without a bound; their sum; the last one.
    var reading: (counts: [Int64], sum: Double, last: Double) { state.withLock { ($0.counts, $0.sum, $0.last) } }
}
