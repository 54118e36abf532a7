import TouchstoneJSON

/// Writes the assessments of one transaction, looking each run and each measure up once.
struct AssessmentWriter {
    private struct Measure: Hashable {
        let name: ExactText
        let source: AssessmentSource
    }

    private let connection: any SQLConnection
    private var targets: [ExactText: SQLValue] = [:]
    private var measures: [Measure: SQLValue] = [:]
    private var lastRun: (run: RunID, key: SQLValue)?
    /// The measures in the order in which they were first met, and the one that is expected next: samples repeat the same round.
    private var round: [(measure: Measure, key: SQLValue)] = []
    private var next = 0

    init(_ connection: any SQLConnection) { self.connection = connection }

    static func write(_ assessments: [Assessment], _ connection: any SQLConnection) throws {
        var writer = AssessmentWriter(connection)
        var rows: [[SQLValue]] = []
        rows.reserveCapacity(min(assessments.count, chunk))
        for assessment in assessments {
            guard !assessment.hasIdentity else {
                try writer.add(assessment)
                continue
            }
            let target = try writer.runKey(of: assessment.target)
            let measure = try writer.roundKey(of: assessment)
            rows.append(try assessment.plainValues(targetKey: target, measureKey: measure))
            if rows.count == chunk {
                try connection.insert(Assessment.insertPlain, rows)
                rows.removeAll(keepingCapacity: true)
            }
        }
        try connection.insert(Assessment.insertPlain, rows)
    }

    /// Writes scores of samples of one run, whose key is given.
    static func write(_ scores: [SampleScore], runKey: SQLValue, _ connection: any SQLConnection) throws {
        var writer = AssessmentWriter(connection)
        var keys: [ObjectIdentifier: SQLValue] = [:]
        for score in scores where keys[ObjectIdentifier(score.measure)] == nil {
            keys[ObjectIdentifier(score.measure)] = try writer.measureKey(named: score.measure.name, score.measure.source)
        }
        try connection.insert(
            Assessment.insertPlain,
            scores.lazy.map { $0.values(targetKey: runKey, measureKey: keys[ObjectIdentifier($0.measure)] ?? .null) })
    }

    /// Rows that are made before they are handed to the database, so that memory does not grow with the batch.
    private static let chunk = 1024

    /// Most measures that are expected in a round.
    private static let longestRound = 64

    /// Adds one with an identity of its own; the same idempotency key or identifier again changes nothing.
    private mutating func add(_ assessment: Assessment) throws {
        if try exists("idempotency_key", assessment.idempotencyKey) || exists("id", assessment.id) { return }
        let target = try targetKey(of: assessment.target)
        if let superseded = assessment.supersedes {
            // Nobody speaks for what is said about something else, which they may not even be allowed to read.
            let changed = try connection.execute(
                "UPDATE assessment SET valid = 0 WHERE id = ? AND target_key = ?", [.text(superseded), target])
            guard changed > 0 else { throw TrackingError.notFound(kind: "assessment", name: superseded) }
        }
        let measure = try measureKey(named: assessment.name, assessment.source)
        let position = assessment.target.position
        let revision = try nextRevision(target, position, measure)
        let row = try assessment.identifiedValues(targetKey: target, measureKey: measure, revision: revision)
        try connection.insert(Assessment.insertIdentified, [row])
    }

    /// The number of the next assessment of one measure in one place.
    func nextRevision(_ target: SQLValue, _ position: SamplePosition, _ measure: SQLValue) throws -> Int64 {
        let revision = try connection.first(
            """
            SELECT coalesce(max(revision), 0) + 1 FROM assessment \
            WHERE target_key = ? AND sample_index = ? AND epoch = ? AND measure_key = ?
            """, [target, SQLValue(position.index), SQLValue(position.epoch), measure]
        ) { try $0.int64() }
        return revision ?? 1
    }

    private func exists(_ column: String, _ value: String?) throws -> Bool {
        guard let value else { return false }
        return try connection.first("SELECT 1 FROM assessment WHERE \(column) = ?", [.text(value)]) { try $0.int() } != nil
    }

    /// The key of a target, without a look into tables when it is of the same run as the last one.
    private mutating func runKey(of target: AssessmentTarget) throws -> SQLValue {
        guard case .sample(let run, _) = target else { return try targetKey(of: target) }
        if let lastRun, lastRun.run == run { return lastRun.key }
        let key = try targetKey(of: target)
        lastRun = (run, key)
        return key
    }

    /// The key of a measure, without a look into tables when it is the one expected.
    private mutating func roundKey(of assessment: Assessment) throws -> SQLValue {
        if next == round.count { next = 0 }
        if next < round.count, round[next].measure.name.text.isExactly(assessment.name), round[next].measure.source == assessment.source {
            next += 1
            return round[next - 1].key
        }
        let measure = Measure(name: ExactText(assessment.name), source: assessment.source)
        let isNew = measures[measure] == nil && round.count < Self.longestRound
        let key = try measureKey(named: assessment.name, assessment.source)
        if isNew { round.append((measure, key)) }
        next = (round.firstIndex { $0.measure == measure } ?? -1) + 1
        return key
    }

    private mutating func targetKey(of target: AssessmentTarget) throws -> SQLValue {
        let id = target.id
        if let known = targets[ExactText(id)] { return known }
        var key = try connection.first("SELECT key FROM target WHERE id = ? AND kind = ?", [.text(id), .text(target.kind)]) {
            try $0.int64()
        }
        if key == nil, case .trace = target {
            key = try connection.first("INSERT INTO target (kind, id) VALUES ('trace', ?) RETURNING key", [.text(id)]) {
                try $0.int64()
            }
        }
        guard let key else { throw TrackingError.notFound(kind: target.kind, name: id) }
        targets[ExactText(id)] = .integer(key)
        return .integer(key)
    }

    /// The key of a measure, a new one when there is none yet.
    mutating func measureKey(named name: String, _ source: AssessmentSource) throws -> SQLValue {
        let measure = Measure(name: ExactText(name), source: source)
        if let known = measures[measure] { return known }
        let arguments: [SQLValue] = [
            .text(name), .text(measure.source.kind.rawValue), .text(measure.source.id), .text(measure.source.version),
        ]
        try connection.execute(
            "INSERT INTO measure (name, source_kind, source_id, source_version) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", arguments)
        let key = try connection.first(
            "SELECT key FROM measure WHERE name = ? AND source_kind = ? AND source_id = ? AND source_version = ?", arguments
        ) { SQLValue.integer(try $0.int64()) }
        guard let key else { throw TrackingError.failed(reason: "a new measure has no number") }
        measures[measure] = key
        return key
    }
}
