import TouchstoneJSON

/// How a value's kind is written in the column `kind`.
enum AssessmentKind: Int64 {
    case unscored = 0
    case failed = 1
    case number = 2
    case bool = 3
    case text = 4
    case json = 5
}

extension AssessmentValue {
    /// The columns `kind`, `number` and `content`.
    func columns() throws(TrackingError) -> (kind: AssessmentKind, number: Double?, content: String?) {
        switch self {
        case .number(let value):
            guard value.isFinite else { throw .invalid(reason: "the value of an assessment must be finite, but is \(value)") }
            return (.number, value, nil)
        case .bool(let value): return (.bool, value ? 1 : 0, nil)
        case .text(let text): return (.text, nil, text)
        case .json(let value): return (.json, nil, value.text())
        case .unscored(let reason): return (.unscored, nil, reason)
        case .failed(let error): return (.failed, nil, error)
        }
    }

    /// Reads the columns `kind`, `number` and `content`.
    init(_ columns: inout SQLColumns) throws(TrackingError) {
        let (kind, number) = (try columns.int64(), try columns.optionalDouble())
        let content = try columns.optionalText()
        try self.init(kind: kind, number: number, content: content)
    }

    /// Makes a value of the columns `kind`, `number` and `content`; the last is read only when the kind needs it.
    init(kind code: Int64, number: Double?, content text: @autoclosure () throws(TrackingError) -> String?) throws(TrackingError) {
        guard let kind = AssessmentKind(rawValue: code) else { throw .damaged(reason: "an assessment has the unknown kind \(code)") }
        switch kind {
        case .number: self = .number(number ?? 0)
        case .bool: self = .bool(number == 1)
        case .text: self = .text(try text() ?? "")
        case .json: self = .json(try SQLColumns.json(try text() ?? ""))
        case .unscored: self = .unscored(reason: try text() ?? "")
        case .failed: self = .failed(error: try text() ?? "")
        }
    }
}

extension AssessmentTarget {
    /// The position that stands for the run or the trace itself.
    static let whole = SamplePosition(index: -1, epoch: 0)

    var kind: String {
        switch self {
        case .sample, .run: "run"
        case .trace: "trace"
        }
    }

    var id: String {
        switch self {
        case .sample(let run, _), .run(let run): run.rawValue
        case .trace(let id, _): id
        }
    }

    package var position: SamplePosition {
        if case .sample(_, let position) = self { position } else { Self.whole }
    }

    var span: String? {
        if case .trace(_, let span) = self { span } else { nil }
    }

    init(kind: String, id: String, position: SamplePosition, span: String?) {
        switch (kind, position) {
        case ("trace", _): self = .trace(id: id, span: span)
        case (_, Self.whole): self = .run(RunID(rawValue: id))
        default: self = .sample(RunID(rawValue: id), position)
        }
    }
}

extension Assessment {
    private static let key = ["target_key", "sample_index", "epoch", "measure_key", "revision"]
    private static let said = ["kind", "number", "content", "rationale", "created_time", "valid", "span_id", "metadata"]
    private static let identity = ["id", "idempotency_key", "supersedes", "role", "last_update_time", "failure", "source_run_id"]

    /// For assessments without an identity, whose rows have revision 0: a row whose key exists takes the new values.
    static let insertPlain = SQLInsert(into: "assessment", key + said, conflict: .replace(key: key))

    /// For assessments with an identity, each a revision of its own.
    static let insertIdentified = SQLInsert(into: "assessment", key + said + identity)

    func plainValues(targetKey: SQLValue, measureKey: SQLValue, revision: Int64 = 0) throws(TrackingError) -> [SQLValue] {
        let value = try value.columns()
        let position = target.position
        return [
            targetKey, SQLValue(position.index), SQLValue(position.epoch), measureKey, .integer(revision),
            .integer(value.kind.rawValue), SQLValue(value.number), SQLValue(value.content), SQLValue(rationale),
            .integer(created.rawValue), SQLValue(isValid), SQLValue(target.span), SQLValue(metadata.map { JSONValue.object($0).text() }),
        ]
    }

    func identifiedValues(targetKey: SQLValue, measureKey: SQLValue, revision: Int64) throws(TrackingError) -> [SQLValue] {
        try plainValues(targetKey: targetKey, measureKey: measureKey, revision: revision)
            + [
                SQLValue(id), SQLValue(idempotencyKey), SQLValue(supersedes), .text(role.rawValue), SQLValue(updated?.rawValue),
                SQLValue(failure.map { JSONValue.object($0).text() }), SQLValue(sourceRun),
            ]
    }

    /// What the run that made an assessment of a trace stands under in its metadata.
    static let sourceRunKey = "mlflow.assessment.sourceRunId"

    /// The run that made it, by its metadata.
    var sourceRun: String? { metadata?[Self.sourceRunKey]?.stringValue }

    /// Erases what runs have said about traces; what that had taken the place of does not come back.
    static func delete(ofRun id: RunID, _ connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM assessment WHERE source_run_id = ?", [.text(id.rawValue)])
    }

    /// Erases what all runs of an experiment have said about traces.
    static func delete(ofRunsIn experiment: ExperimentID, _ connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM assessment WHERE source_run_id IN (SELECT id FROM run WHERE experiment_id = ?)", [.integer(experiment.rawValue)])
    }

    /// What is read of an assessment, from `assessment`, `target` and `measure`.
    static let columns = """
        target.kind, target.id, assessment.sample_index, assessment.epoch, assessment.span_id, measure.name, assessment.kind, \
        assessment.number, assessment.content, measure.source_kind, measure.source_id, measure.source_version, assessment.rationale, \
        assessment.created_time, assessment.id, assessment.idempotency_key, assessment.supersedes, assessment.metadata, \
        assessment.role, assessment.last_update_time, assessment.failure, assessment.valid
        """

    static let joined = """
        assessment JOIN target ON target.key = assessment.target_key JOIN measure ON measure.key = assessment.measure_key
        """

    init(_ columns: inout SQLColumns) throws {
        let kind = try columns.text()
        let targetID = try columns.text()
        let position = SamplePosition(index: try columns.int(), epoch: try columns.int())
        target = AssessmentTarget(kind: kind, id: targetID, position: position, span: try columns.optionalText())
        name = try columns.text()
        value = try AssessmentValue(&columns)
        source = AssessmentSource(
            try columns.named(AssessmentSource.Kind.self), id: try columns.text(), version: try columns.text())
        rationale = try columns.optionalText()
        created = try columns.timestamp()
        id = try columns.optionalText()
        idempotencyKey = try columns.optionalText()
        supersedes = try columns.optionalText()
        metadata = try columns.optionalJSON()?.objectValue
        role = try columns.named(AssessmentRole.self)
        updated = try columns.optionalTimestamp()
        failure = try columns.optionalJSON()?.objectValue
        isValid = try columns.bool()
    }
}
