/// What figures need of a sample beside its scores: no texts, so that a hundred thousand of them are read in a moment.
package struct SampleFacts: Sendable, Hashable {
    package var position: SamplePosition
    package var sampleID: String?
    package var cluster: String?
    /// Whether there is no answer.
    package var hasError: Bool
    package var call: CallFigures
}

extension TrackingStore {
    /// The facts of all samples of a run, by position.
    package func sampleFacts(of run: RunID) async throws -> [SampleFacts] {
        try await read { connection in
            try connection.all(
                """
                SELECT sample_index, epoch, sample_id, cluster, CASE WHEN error IS NULL THEN 0 ELSE 1 END, latency, \
                first_token_latency, input_tokens, output_tokens, cost, cached, attempts FROM sample WHERE run_key = ? \
                ORDER BY sample_index, epoch
                """, [try Run.key(of: run, connection)]
            ) { columns in
                let position = SamplePosition(index: try columns.int(), epoch: try columns.int())
                var facts = SampleFacts(
                    position: position, sampleID: try columns.optionalText(), cluster: try columns.optionalText(),
                    hasError: try columns.bool(), call: CallFigures())
                facts.call.latency = try columns.optionalDouble()
                facts.call.firstTokenLatency = try columns.optionalDouble()
                facts.call.inputTokens = try columns.optionalInt()
                facts.call.outputTokens = try columns.optionalInt()
                facts.call.cost = try columns.optionalDouble()
                facts.call.isCached = try columns.bool()
                facts.call.attempts = try columns.int()
                return facts
            }
        }
    }
}
