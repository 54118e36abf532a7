import Reporting
import Scoring
import TouchstoneJSON

/// One sample for people: what was asked, answered and expected, and what every scorer said.
enum SampleText {
    static func text(_ sample: SampleReport) -> String {
        var lines = [
            "sample \(sample.id), epoch \(sample.epoch)\(sample.slices.isEmpty ? "" : ", ")\(sample.slices.map(\.label).joined(separator: ", "))"
        ]
        for (title, value) in [
            ("input", sample.inputs), ("answer", sample.outputs), ("expected", sample.expected), ("context", sample.context),
        ] {
            if let value, !value.isNull { lines.append("  \(title.padded(to: 10))\(value.asText.indented(by: 12))") }
        }
        if let calls = sample.calls, calls.cached || calls.attempts > 1 {
            lines.append("  call      \(calls.cached ? "answered from the journal" : "\(calls.attempts) attempts")")
        }
        if let error = sample.error { lines.append("  error     \(error)") }
        for score in sample.scores {
            var line = "  \(score.name): \(score.value?.asText ?? "none")"
            if let passed = score.passed { line += passed ? " (pass)" : " (fail)" }
            if let note = score.error ?? score.reason ?? score.rationale { line += ": \(note.indented(by: 4))" }
            lines.append(line)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
