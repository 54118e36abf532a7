extension TrackingStore {
    /// Records assessments of any targets, all or none; durable on return.
    ///
    /// One without identity replaces what the same source said under the same name of the same target. One with an identifier or an
    /// idempotency key is added once and stands beside others; `supersedes` makes an earlier one no longer count.
    package func record(_ assessments: [Assessment]) async throws {
        try await write { connection in try AssessmentWriter.write(assessments, connection) }
    }

    /// The assessments of one target that count, by name and then in the order in which they were made.
    package func assessments(of target: AssessmentTarget) async throws -> [Assessment] {
        try await read { connection in
            try connection.all(
                """
                SELECT \(Assessment.columns) FROM \(Assessment.joined) WHERE target.id = ? AND target.kind = ? \
                AND assessment.sample_index = ? AND assessment.epoch = ? AND assessment.valid = 1 \
                ORDER BY measure.name, assessment.measure_key, assessment.revision
                """,
                [.text(target.id), .text(target.kind), SQLValue(target.position.index), SQLValue(target.position.epoch)]
            ) { try Assessment(&$0) }
        }
    }

    /// The assessments of the samples of a run from one position on up to another, both included, by position.
    package func assessments(of run: RunID, from first: SamplePosition, through last: SamplePosition) async throws -> [Assessment] {
        try await read { connection in
            try connection.all(
                """
                SELECT \(Assessment.columns) FROM \(Assessment.joined) WHERE assessment.target_key = ? AND assessment.valid = 1 \
                AND (assessment.sample_index, assessment.epoch) >= (?, ?) AND (assessment.sample_index, assessment.epoch) <= (?, ?) \
                ORDER BY assessment.sample_index, assessment.epoch, assessment.measure_key, assessment.revision
                """,
                [
                    try Run.key(of: run, connection), SQLValue(first.index), SQLValue(first.epoch), SQLValue(last.index),
                    SQLValue(last.epoch),
                ]
            ) { try Assessment(&$0) }
        }
    }

    /// The assessment with that identifier, even when another has taken its place; nil when there is none.
    package func assessment(id: String) async throws -> Assessment? {
        try await read { connection in
            try connection.first("SELECT \(Assessment.columns) FROM \(Assessment.joined) WHERE assessment.id = ?", [.text(id)]) {
                try Assessment(&$0)
            }
        }
    }
}
