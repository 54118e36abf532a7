/// The fields of a sample as the JSON texts that the store keeps, for what passes them on as they are.
package struct SampleTexts: Sendable, Hashable {
    package var position: SamplePosition
    package var metadata: String?
    package var inputs: String?
    package var outputs: String?
    package var expected: String?
}

extension TrackingStore {
    /// Goes once over the samples of a run by position without reading their JSON; nothing is kept but what `body` keeps.
    package func reduceSampleTexts<T: Sendable>(
        of run: RunID, into initial: T, _ body: @escaping @Sendable (inout T, SampleTexts) throws -> Void
    ) async throws -> T {
        try await read { connection in
            var result = initial
            try connection.forEachRow(
                """
                SELECT sample_index, epoch, metadata, inputs, outputs, expected FROM sample WHERE run_key = ? \
                ORDER BY sample_index, epoch
                """, [try Run.key(of: run, connection)]
            ) { row in
                var columns = SQLColumns(row)
                let sample = SampleTexts(
                    position: SamplePosition(index: try columns.int(), epoch: try columns.int()), metadata: try columns.optionalText(),
                    inputs: try columns.optionalText(), outputs: try columns.optionalText(), expected: try columns.optionalText())
                try body(&result, sample)
                return true
            }
            return result
        }
    }
}
