package import CoreMetrics
import Synchronization

/// Keeps what the server and its libraries measure, and writes it as Prometheus reads it (text exposition format 0.0.4).
package final class MetricsRegistry: MetricsFactory {
    private struct State: Sendable {
        var counters: [MetricLabels: CounterInstrument] = [:]
        var recorders: [MetricLabels: RecorderInstrument] = [:]
    }

    /// Bounds of durations, in seconds.
    static let durationBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    /// Most different metrics: a label that could be anything must not fill the memory.
    private static let capacity = 10_000

    private let state = Mutex(State())
    private let overflow = (counter: CounterInstrument(), recorder: RecorderInstrument(bounds: []))

    /// A registry that has measured nothing yet.
    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        counter(MetricLabels(label, dimensions))
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        recorder(MetricLabels(label, dimensions), bounds: aggregate ? Self.durationBounds : [])
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        recorder(MetricLabels(label, dimensions), bounds: Self.durationBounds)
    }

    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    private func counter(_ key: MetricLabels) -> CounterInstrument {
        state.withLock { state in
            if let known = state.counters[key] { return known }
            guard state.counters.count < Self.capacity else { return overflow.counter }
            let instrument = CounterInstrument()
            state.counters[key] = instrument
            return instrument
        }
    }

    private func recorder(_ key: MetricLabels, bounds: [Double]) -> RecorderInstrument {
        state.withLock { state in
            if let known = state.recorders[key] { return known }
            guard state.recorders.count < Self.capacity else { return overflow.recorder }
            let instrument = RecorderInstrument(bounds: bounds)
            state.recorders[key] = instrument
            return instrument
        }
    }

    /// Everything measured so far, by name.
    func exposition() -> String {
        let (counters, recorders) = state.withLock { ($0.counters, $0.recorders) }
        var text = ""
        var previous = ""
        for (key, instrument) in counters.sorted(by: { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) }) {
            if key.name != previous { text += "# TYPE \(key.name) counter\n" }
            previous = key.name
            text += "\(key.sample()) \(instrument.total)\n"
        }
        for (key, instrument) in recorders.sorted(by: { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) }) {
            if key.name != previous { text += "# TYPE \(key.name) \(instrument.bounds.isEmpty ? "gauge" : "histogram")\n" }
            previous = key.name
            text += Self.lines(key, instrument)
        }
        return text
    }

    private static func lines(_ key: MetricLabels, _ instrument: RecorderInstrument) -> String {
        let (counts, sum, last) = instrument.reading
        guard !instrument.bounds.isEmpty else { return "\(key.sample()) \(last)\n" }
        var text = ""
        var total: Int64 = 0
        for (position, count) in counts.enumerated() {
            total += count
            let bound = position < instrument.bounds.count ? "\(instrument.bounds[position])" : "+Inf"
            text += "\(key.sample("_bucket", "le=\"\(bound)\"")) \(total)\n"
        }
        return text + "\(key.sample("_sum")) \(sum)\n\(key.sample("_count")) \(total)\n"
    }
}
