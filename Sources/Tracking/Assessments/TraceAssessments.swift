package import TouchstoneJSON

/// What changes of an assessment; nil leaves a field as it is.
package struct AssessmentChange: Sendable {
    package var name: String?
    /// The role is said too, because it cannot change.
    package var value: (role: AssessmentRole, value: AssessmentValue, failure: JSONObject?)?
    package var rationale: String?
    /// Added to what is there.
    package var metadata: JSONObject?

    package init() {}
}

extension TrackingStore {
    /// Adds an assessment to a trace, which must be there, and gives it an identifier; one that it supersedes no longer counts.
    package func assess(_ assessment: Assessment) async throws -> Assessment {
        var assessment = assessment
        assessment.id = assessment.id ?? Assessment.randomID()
        let new = assessment
        return try await write { connection in
            let row = try TraceRow.found(new.target.id, connection)
            if let superseded = new.supersedes {
                guard try Assessment.found(superseded, of: row, connection) != nil else { throw TraceError.assessment(superseded, row.id) }
            }
            if let id = new.id, try connection.first("SELECT 1 FROM assessment WHERE id = ?", [.text(id)], { try $0.int() }) != nil {
                throw TraceError.invalid("There is an assessment with ID '\(id)' already.")
            }
            try AssessmentWriter.write([new], connection)
            return new
        }
    }

    /// An assessment of a trace.
    package func assessment(_ id: String, ofTrace trace: String) async throws -> Assessment {
        try await read { connection in
            let key = try connection.first("SELECT key FROM trace WHERE id = ?", [.text(trace)]) { SQLValue.integer(try $0.int64()) }
            guard let key else { throw TraceError.notFound("Trace with request_id '\(trace)' not found") }
            guard let found = try Assessment.found(id, ofTarget: key, connection) else { throw TraceError.assessment(id, trace) }
            return found
        }
    }

    /// Changes an assessment of a trace and returns it.
    package func change(
        _ change: AssessmentChange, ofAssessment id: String, ofTrace trace: String, at now: Timestamp = .now
    ) async throws -> Assessment {
        try await write { connection in
            guard let row = try TraceRow.locked(trace, connection) else {
                throw TraceError.notFound("Trace with request_id '\(trace)' not found")
            }
            guard var assessment = try Assessment.found(id, of: row, connection) else { throw TraceError.assessment(id, trace) }
            try assessment.apply(change, at: now)
            try AssessmentWriter.replace(assessment, of: row.key, connection)
            return assessment
        }
    }

    /// Erases an assessment of a trace, so that the one that it superseded counts again; none is fine.
    package func deleteAssessment(_ id: String, ofTrace trace: String) async throws {
        try await write { connection in
            let row = try TraceRow.found(trace, connection)
            guard let assessment = try Assessment.found(id, of: row, connection) else { return }
            if let superseded = assessment.supersedes {
                try connection.execute(
                    "UPDATE assessment SET valid = 1 WHERE id = ? AND target_key = ?", [.text(superseded), row.key])
            }
            try connection.execute("DELETE FROM assessment WHERE id = ? AND target_key = ?", [.text(id), row.key])
        }
    }
}

extension TraceError {
    fileprivate static func assessment(_ id: String, _ trace: String) -> TraceError {
        .notFound("Assessment with ID '\(id)' not found for trace '\(trace)'")
    }
}

extension Assessment {
    fileprivate static func found(_ id: String, of row: TraceRow, _ connection: any SQLConnection) throws -> Assessment? {
        try found(id, ofTarget: row.key, connection)
    }

    fileprivate static func found(_ id: String, ofTarget key: SQLValue, _ connection: any SQLConnection) throws -> Assessment? {
        try connection.first(
            "SELECT \(columns) FROM \(joined) WHERE assessment.id = ? AND assessment.target_key = ?", [.text(id), key]
        ) { try Assessment(&$0) }
    }

    fileprivate mutating func apply(_ change: AssessmentChange, at now: Timestamp) throws {
        if let new = change.value {
            guard new.role == role else {
                throw TraceError.invalid(
                    "Cannot update \(new.role.rawValue) value on \(role == .feedback ? "a Feedback" : "an Expectation") assessment.")
            }
            (value, failure) = (new.value, new.failure)
        }
        name = change.name ?? name
        rationale = change.rationale ?? rationale
        if let added = change.metadata {
            var merged = metadata ?? [:]
            for member in added { merged[member.key] = member.value }
            metadata = merged
        }
        updated = now
    }
}

extension AssessmentWriter {
    /// Writes what an assessment with an identifier says now; another name makes it the next of that name.
    fileprivate static func replace(_ assessment: Assessment, of target: SQLValue, _ connection: any SQLConnection) throws {
        var writer = AssessmentWriter(connection)
        let measure = try writer.measureKey(named: assessment.name, assessment.source)
        let value = try assessment.value.columns()
        let arguments: [SQLValue] = [
            .integer(value.kind.rawValue), SQLValue(value.number), SQLValue(value.content), SQLValue(assessment.rationale),
            SQLValue(assessment.metadata.map { JSONValue.object($0).text() }),
            SQLValue(assessment.failure.map { JSONValue.object($0).text() }), SQLValue(assessment.updated?.rawValue),
            SQLValue(assessment.sourceRun), SQLValue(assessment.id), target,
        ]
        try connection.execute(
            """
            UPDATE assessment SET kind = ?, number = ?, content = ?, rationale = ?, metadata = ?, failure = ?, last_update_time = ?, \
            source_run_id = ? WHERE id = ? AND target_key = ?
            """, arguments)
        let revision = try writer.nextRevision(target, assessment.target.position, measure)
        try connection.execute(
            "UPDATE assessment SET measure_key = ?, revision = ? WHERE id = ? AND target_key = ? AND measure_key <> ?",
            [measure, .integer(revision), SQLValue(assessment.id), target, measure])
    }
}
