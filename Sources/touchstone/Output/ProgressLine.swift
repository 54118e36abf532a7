import Evaluation
import Foundation
import Models
import Synchronization

/// Shows on standard error how far a run is, with rate and remaining time: a line that renews itself for people, a line every ten
/// seconds for logs.
final class ProgressLine: Sendable {
    private struct State {
        var run = ""
        var started = ContinuousClock.now
        var startedAt = 0
        var lastShown: ContinuousClock.Instant?
        var isOpen = false
    }

    private let state = Mutex(State())
    private let isTerminal = StandardError.isTerminal

    /// Shows progress, at most ten times a second (once in ten seconds in a log).
    func show(_ progress: EvaluationProgress) {
        let text: String? = state.withLock { state in
            let now = ContinuousClock.now
            if state.run != progress.run {
                (state.run, state.started, state.startedAt) = (progress.run, now, progress.finished)
                state.lastShown = isTerminal ? nil : now
            }
            let interval: Duration = isTerminal ? .milliseconds(100) : .seconds(10)
            if let last = state.lastShown, last.duration(to: now) < interval { return nil }
            state.lastShown = now
            state.isOpen = isTerminal
            return line(progress, elapsed: state.started.duration(to: now), since: state.startedAt)
        }
        if let text { StandardError.write(isTerminal ? "\r\u{1B}[2K\(text)" : text + "\n") }
    }

    /// Ends the line, so that what follows begins on a new one.
    func end() {
        let wasOpen = state.withLock { state in
            defer { state.isOpen = false }
            return state.isOpen
        }
        if wasOpen { StandardError.write("\r\u{1B}[2K") }
    }

    private func line(_ progress: EvaluationProgress, elapsed: Duration, since start: Int) -> String {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        let rate = seconds > 0 ? Double(progress.finished - start) / seconds : 0
        var parts = ["\(progress.run): \(progress.finished)\(progress.total.map { "/\($0)" } ?? "")"]
        if rate > 0 { parts.append(String(format: rate < 10 ? "%.1f/s" : "%.0f/s", rate)) }
        if let total = progress.total, rate > 0, total > progress.finished {
            parts.append("\(Self.duration(Double(total - progress.finished) / rate)) left")
        }
        if progress.errors > 0 { parts.append("\(progress.errors) failed") }
        let calls = progress.calls
        if calls.made + calls.cached > 0 {
            parts.append("calls \(calls.made) made, \(calls.cached) cached, \(calls.retried) retried")
            parts.append("in flight \(progress.inFlight.running)/\(progress.inFlight.limit)")
            if calls.cost > 0 { parts.append(String(format: "$%.4f", calls.cost)) }
        }
        return parts.joined(separator: " · ")
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 1e7).rounded(.up))
        if whole < 60 { return "\(whole) s" }
        return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
}
