/// One score of one sample, as statistics take it.
package struct ScoreRow: Sendable, Hashable {
    package var position: SamplePosition
    package var value: AssessmentValue
}

/// How the samples of one measure in one run fared.
package struct MeasureSummary: Sendable, Hashable {
    package var name: String
    package var source: AssessmentSource
    /// Samples with a value.
    package var scored: Int
    /// Samples for which no value is defined.
    package var unscored: Int
    /// Samples on which the source failed.
    package var failed: Int
    /// The mean of the values that are numbers; nil without any.
    package var mean: Double?
}

extension TrackingStore {
    /// The scores under one name in a run, by position; from one source when given, else from all. All in memory: some 100 bytes each.
    package func scores(named name: String, of run: RunID, from source: AssessmentSource? = nil) async throws -> [ScoreRow] {
        try await read { connection in
            let key = try Run.key(of: run, connection)
            let measures = try Self.measureKeys(named: name, from: source, connection)
            return try connection.all(
                """
                SELECT sample_index, epoch, kind, number, content FROM assessment \
                WHERE target_key = ? AND measure_key IN (\(Self.marks(measures))) AND valid = 1 AND sample_index >= 0 \
                ORDER BY sample_index, epoch, measure_key, revision
                """, [key] + measures
            ) { columns in
                ScoreRow(
                    position: SamplePosition(index: try columns.int(), epoch: try columns.int()), value: try AssessmentValue(&columns))
            }
        }
    }

    /// Goes once over the scores of a run under several names, by position; `body` is given the place of the score's name among them.
    ///
    /// Nothing is kept but what `body` keeps, and all names cost little more than one.
    package func reduceScores<T: Sendable>(
        of run: RunID, named names: [String], into initial: T, _ body: @escaping @Sendable (inout T, _ name: Int, ScoreRow) throws -> Void
    ) async throws -> T {
        try await read { connection in
            var places: [Int64: Int] = [:]
            for (place, name) in names.enumerated() {
                for case .integer(let measure) in try Self.measureKeys(named: name, from: nil, connection) { places[measure] = place }
            }
            var result = initial
            try connection.forEachRow(
                """
                SELECT measure_key, sample_index, epoch, kind, number, content FROM assessment \
                WHERE target_key = ? AND valid = 1 AND sample_index >= 0 ORDER BY sample_index, epoch, measure_key, revision
                """, [try Run.key(of: run, connection)]
            ) { row in
                guard let measure = row.integer(0), let place = places[measure], let index = row.integer(1), let epoch = row.integer(2)
                else { return true }
                let value = try AssessmentValue(kind: row.integer(3) ?? -1, number: row.number(4), content: row.text(5))
                try body(&result, place, ScoreRow(position: SamplePosition(index: Int(index), epoch: Int(epoch)), value: value))
                return true
            }
            return result
        }
    }

    /// Every measure of a run's samples with its counts, by name.
    package func measures(of run: RunID) async throws -> [MeasureSummary] {
        try await read { connection in
            try connection.all(
                """
                SELECT measure.name, measure.source_kind, measure.source_id, measure.source_version, \
                counted.scored, counted.unscored, counted.failed, counted.mean FROM (SELECT measure_key, \
                sum(CASE WHEN kind > 1 THEN 1 ELSE 0 END) AS scored, sum(CASE WHEN kind = 0 THEN 1 ELSE 0 END) AS unscored, \
                sum(CASE WHEN kind = 1 THEN 1 ELSE 0 END) AS failed, avg(number) AS mean FROM assessment \
                WHERE target_key = ? AND valid = 1 AND sample_index >= 0 GROUP BY measure_key) AS counted \
                JOIN measure ON measure.key = counted.measure_key ORDER BY measure.name, measure.key
                """, [try Run.key(of: run, connection)]
            ) { columns in
                MeasureSummary(
                    name: try columns.text(),
                    source: AssessmentSource(
                        try columns.named(AssessmentSource.Kind.self), id: try columns.text(), version: try columns.text()),
                    scored: try columns.int(), unscored: try columns.int(), failed: try columns.int(), mean: try columns.optionalDouble())
            }
        }
    }

    /// The numbers of the measures under a name; never empty, so that it can stand in a list.
    static func measureKeys(
        named name: String, from source: AssessmentSource?, _ connection: any SQLConnection
    ) throws -> [SQLValue] {
        var condition = "name = ?"
        var arguments: [SQLValue] = [.text(name)]
        if let source {
            condition += " AND source_kind = ? AND source_id = ? AND source_version = ?"
            arguments += [.text(source.kind.rawValue), .text(source.id), .text(source.version)]
        }
        let keys = try connection.all("SELECT key FROM measure WHERE \(condition) ORDER BY key", arguments) {
            SQLValue.integer(try $0.int64())
        }
        return keys.isEmpty ? [-1] : keys
    }

    static func marks(_ values: [SQLValue]) -> String { repeatElement("?", count: values.count).joined(separator: ", ") }
}
