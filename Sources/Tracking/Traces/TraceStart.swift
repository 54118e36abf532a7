extension TrackingStore {
    /// Records what a client says of a whole trace, which then stands against what its spans say; returns the trace as it is kept.
    ///
    /// Where spans came first, their trace takes the new facts; tags, metadata and assessments are added to those that it has.
    /// Clients of the interface's second version do not expect to find in the metadata that the trace is described; `marksFinal` leaves
    /// it out.
    package func startTrace(_ trace: Trace, marksFinal: Bool = true) async throws -> Trace {
        try await write { connection in
            let experiment = try trace.experiment.found(mustBeActive: true, connection)
            try trace.start(in: experiment, marksFinal: marksFinal, connection)
            guard let stored = try Trace.found(trace.id, connection) else { throw TraceError.trace(trace.id) }
            return stored
        }
    }
}

extension Trace {
    /// Writes what is known of the whole trace.
    func start(in experiment: Experiment, marksFinal: Bool = true, _ connection: any SQLConnection) throws {
        let row = try TraceRow.locked(id, connection) ?? TraceRow.made(self, in: experiment, connection)
        try row.finish(self, connection)
        try row.set(tags + [TraceRow.artifactLocation(of: id, in: experiment)], in: .tags, connection)
        let mark = marksFinal ? [NamedText(TraceKey.isFinal, "true")] : []
        try row.set(metadata + mark, in: .metadata, connection)
        try AssessmentWriter.write(assessments, connection)
    }
}

extension TraceRow {
    fileprivate func finish(_ trace: Trace, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE trace SET experiment_id = ?, request_time = ?, duration = ?, state = ?, client_request_id = ?, \
            request_preview = coalesce(?, request_preview), response_preview = coalesce(?, response_preview), is_final = 1, \
            gives_usage = ?, gives_cost = ? WHERE key = ?
            """,
            [
                .integer(trace.experiment.rawValue), .integer(trace.requestTime.rawValue), SQLValue(trace.duration),
                .text(trace.state.rawValue), SQLValue(trace.clientRequestID),
                SQLValue(trace.requestPreview.map { TraceLimit.cut($0, to: TraceLimit.preview) }),
                SQLValue(trace.responsePreview.map { TraceLimit.cut($0, to: TraceLimit.preview) }),
                SQLValue(givesUsage || trace.metadata(TraceKey.usage) != nil), SQLValue(givesCost || trace.metadata(TraceKey.cost) != nil),
                key,
            ])
    }
}
