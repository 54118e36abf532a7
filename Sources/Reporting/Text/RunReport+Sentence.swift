import Statistics

extension RunReport {
    /// The one word that a reader looks for first: how the gates came out, or how far the run came.
    package var headline: String {
        if status != .finished { return status == .running ? "Running" : status == .killed ? "Killed" : "Run failed" }
        switch gates.outcome {
        case .passed: return "Passed"
        case .failed: return "Failed"
        case .inconclusive: return "Inconclusive"
        case nil: return "Finished"
        }
    }

    /// The verdict in plain words.
    package var sentence: String {
        var parts: [String] = []
        if status != .finished { parts.append("The run is \(status.rawValue), so its figures are not final.") }
        parts.append(gateSentence)
        if let samples, let sentence = samples.sentence { parts.append(sentence) }
        return parts.joined(separator: " ")
    }

    private var gateSentence: String {
        let failed = gates.filter { $0.outcome == .failed }
        let open = gates.filter { $0.outcome == .inconclusive }
        if gates.isEmpty { return "No gates were set; \(metrics.count) \(metrics.count == 1 ? "figure" : "figures") measured." }
        if !failed.isEmpty {
            let undecided = open.isEmpty ? "" : " \(open.count) could not be decided."
            return Self.named(failed, of: gates.count, verb: "failed") + undecided
        }
        if !open.isEmpty { return Self.named(open, of: gates.count, verb: "could not be decided") }
        return gates.count == 1 ? "The gate holds: \(gates[0].text)." : "All \(gates.count) gates hold."
    }

    private static func named(_ gates: [GateReport], of total: Int, verb: String) -> String {
        let texts = gates.prefix(3).map(\.text).joined(separator: "; ") + (gates.count > 3 ? "; …" : "")
        return "\(gates.count) of \(total) \(total == 1 ? "gate" : "gates") \(verb): \(texts)."
    }
}

extension SampleCounts {
    /// What is wrong with the samples, in plain words; nil when nothing is.
    var sentence: String? {
        let parts = [(failed, "failed"), (errored, "errored"), (unscored, "could not be scored")].filter { $0.0 > 0 }
        guard !parts.isEmpty else { return nil }
        return "Of \(NumberText.count(total)) samples, "
            + parts.map { NumberText.count($0.0) + " " + $0.1 }.joined(separator: ", ") + "."
    }
}

extension ComparisonReport {
    /// The verdict in plain words: which figures are better, worse, equivalent or open.
    package var sentence: String {
        let outcomes: [(String, String)] = [
            ("worse", "worse"), ("better", "better"), ("equivalent", "equivalent"), ("inconclusive", "inconclusive"),
        ]
        let parts = outcomes.compactMap { outcome, word -> String? in
            let names = metrics.filter { $0.verdict.outcome?.rawValue == outcome }.map(\.name)
            return names.isEmpty ? nil : word + " on " + names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
        }
        guard !parts.isEmpty else { return "Nothing to compare between \(candidate.name) and \(baseline.name)." }
        return "\(candidate.name) against \(baseline.name): " + parts.joined(separator: "; ") + "."
    }
}
