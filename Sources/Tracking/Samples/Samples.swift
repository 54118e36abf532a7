extension TrackingStore {
    /// Records samples of a run together with assessments, all or none; durable on return.
    ///
    /// A sample at a position that is recorded already is replaced, and so is an assessment of the same target, name and source that
    /// carries no identity of its own: recording twice leaves one. Batches of about a thousand samples are fastest.
    package func record(_ samples: [SampleRecord], _ assessments: [Assessment] = [], in run: RunID) async throws {
        try await write { connection in
            let key = try Run.key(of: run, connection)
            try connection.insert(SampleRecord.insert, samples.lazy.map { SampleRow($0).values(runKey: key) })
            try AssessmentWriter.write(assessments, connection)
        }
    }

    /// As ``record(_:_:in:)`` for samples that were written out before, with scores of the same samples.
    package func record(_ samples: [SampleRow], scores: [SampleScore], in run: RunID) async throws {
        try await write { connection in
            let key = try Run.key(of: run, connection)
            try connection.insert(SampleRecord.insert, samples.lazy.map { $0.values(runKey: key) })
            try AssessmentWriter.write(scores, runKey: key, connection)
        }
    }

    /// The positions whose samples are recorded: what a run that continues need not do again.
    ///
    /// With `includingFailed: false`, samples that ended with an error count as not yet done.
    package func finishedSamples(of run: RunID, includingFailed: Bool = true) async throws -> Set<SamplePosition> {
        try await read { connection in
            var positions: Set<SamplePosition> = []
            let condition = includingFailed ? "" : " AND error IS NULL"
            try connection.forEachRow(
                "SELECT sample_index, epoch FROM sample WHERE run_key = ?\(condition)", [try Run.key(of: run, connection)]
            ) { row in
                var columns = SQLColumns(row)
                positions.insert(SamplePosition(index: try columns.int(), epoch: try columns.int()))
                return true
            }
            return positions
        }
    }

    /// How many samples of a run are recorded, and how many of them ended with an error.
    package func sampleCounts(of run: RunID) async throws -> (recorded: Int, failed: Int) {
        try await read { connection in
            let counts = try connection.first(
                "SELECT count(*), count(error) FROM sample WHERE run_key = ?", [try Run.key(of: run, connection)]
            ) { (recorded: try $0.int(), failed: try $0.int()) }
            return counts ?? (0, 0)
        }
    }

    /// Samples of a run by row and epoch, beginning after a position: one page of at most `limit`.
    package func samples(of run: RunID, after position: SamplePosition? = nil, limit: Int = 1000) async throws -> [SampleRecord] {
        try await read { connection in
            let after = position ?? SamplePosition(index: -1, epoch: -1)
            return try connection.all(
                """
                SELECT \(SampleRecord.columns()) FROM sample WHERE run_key = ? AND (sample_index, epoch) > (?, ?) \
                ORDER BY sample_index, epoch LIMIT ?
                """, [try Run.key(of: run, connection), SQLValue(after.index), SQLValue(after.epoch), SQLValue(limit)]
            ) { try SampleRecord(&$0) }
        }
    }

    /// The sample at one position; nil when it is not recorded.
    package func sample(at position: SamplePosition, of run: RunID) async throws -> SampleRecord? {
        try await read { connection in
            try connection.first(
                "SELECT \(SampleRecord.columns()) FROM sample WHERE run_key = ? AND sample_index = ? AND epoch = ?",
                [try Run.key(of: run, connection), SQLValue(position.index), SQLValue(position.epoch)]
            ) { try SampleRecord(&$0) }
        }
    }
}
