/// Which samples count as failing under a measure; passes and fails count as 1 and 0.
package enum FailureRule: Sendable, Hashable {
    /// The value is lower than this; lowest first.
    case below(Double)
    /// The value is higher than this; highest first.
    case above(Double)
    /// There is no value, because none is defined or because the source failed.
    case unscored
}

/// A sample that failed under a measure, with what the measure said.
package struct FailingSample: Sendable, Hashable {
    package var sample: SampleRecord
    package var value: AssessmentValue
    package var rationale: String?
}

extension TrackingStore {
    /// The samples of a run that fail under a measure, worst first and then by position, at most `limit`; among
    /// equally bad ones at the limit, which of them is unspecified but always the same.
    ///
    /// An index answers in time proportional to `limit`, however many samples the run has.
    package func failingSamples(
        of run: RunID, under name: String, _ rule: FailureRule, from source: AssessmentSource? = nil, limit: Int = 50
    ) async throws -> [FailingSample] {
        try await read { connection in
            let key = try Run.key(of: run, connection)
            var found: [(order: Double, sample: FailingSample)] = []
            for measure in try Self.measureKeys(named: name, from: source, connection) {
                found += try Self.failing(runKey: key, measureKey: measure, rule, limit: limit, connection)
            }
            found.sort { ($0.order, $0.sample.sample.position) < ($1.order, $1.sample.sample.position) }
            return found.prefix(limit).map(\.sample)
        }
    }

    private static func failing(
        runKey: SQLValue, measureKey: SQLValue, _ rule: FailureRule, limit: Int, _ connection: any SQLConnection
    ) throws -> [(order: Double, sample: FailingSample)] {
        let (condition, order, bound) = rule.clauses
        return try connection.all(
            """
            SELECT \(SampleRecord.columns()), assessment.kind, assessment.number, assessment.content, assessment.rationale \
            FROM assessment JOIN sample ON sample.run_key = assessment.target_key \
            AND sample.sample_index = assessment.sample_index AND sample.epoch = assessment.epoch \
            WHERE assessment.target_key = ? AND assessment.measure_key = ? AND assessment.valid = 1 AND \(condition) \
            ORDER BY \(order) LIMIT ?
            """, [runKey, measureKey] + bound + [SQLValue(limit)]
        ) { columns in
            let sample = try SampleRecord(&columns)
            let value = try AssessmentValue(&columns)
            return (rule.order(of: value), FailingSample(sample: sample, value: value, rationale: try columns.optionalText()))
        }
    }
}

extension FailureRule {
    fileprivate var clauses: (condition: String, order: String, bound: [SQLValue]) {
        switch self {
        case .below(let bound):
            ("assessment.number < ?", Self.order(["number", "kind", "sample_index", "epoch"]), [.real(bound)])
        case .above(let bound):
            ("assessment.number > ?", Self.order(["number", "kind", "sample_index", "epoch"], " DESC"), [.real(bound)])
        case .unscored:
            ("assessment.number IS NULL AND assessment.kind <= 1", Self.order(["kind", "sample_index", "epoch"]), [])
        }
    }

    /// An order that the index assessment_by_number has already, so that nothing is sorted.
    private static func order(_ columns: [String], _ direction: String = "") -> String {
        columns.map { "assessment.\($0)\(direction)" }.joined(separator: ", ")
    }

    /// What failing samples of several sources are merged by, smallest first.
    fileprivate func order(of value: AssessmentValue) -> Double {
        switch (self, value) {
        case (.below, _): value.number ?? .infinity
        case (.above, _): -(value.number ?? -.infinity)
        case (.unscored, .unscored): 0
        case (.unscored, _): 1
        }
    }
}
