/// The name of a score together with where it comes from: one for all samples of a run.
package final class ScoreMeasure: Sendable {
    package let name: String
    package let source: AssessmentSource

    package init(name: String, source: AssessmentSource) {
        self.name = name
        self.source = source
    }
}

/// What was said of one sample: an ``Assessment`` without an identity of its own, and small, because a run has very many.
package struct SampleScore: Sendable {
    let position: SamplePosition
    let measure: ScoreMeasure
    private let kind: AssessmentKind
    private let number: Double?
    private let content: String?
    private let rationale: String?
    private let created: Timestamp

    /// Throws ``TrackingError/invalid(reason:)`` for a number that is not finite.
    package init(
        _ position: SamplePosition, _ measure: ScoreMeasure, _ value: AssessmentValue, rationale: String? = nil, created: Timestamp
    ) throws(TrackingError) {
        self.position = position
        self.measure = measure
        (kind, number, content) = try value.columns()
        self.rationale = rationale
        self.created = created
    }

    /// The values of ``Assessment/insertPlain``.
    func values(targetKey: SQLValue, measureKey: SQLValue) -> [SQLValue] {
        [
            targetKey, SQLValue(position.index), SQLValue(position.epoch), measureKey, 0, .integer(kind.rawValue), SQLValue(number),
            SQLValue(content), SQLValue(rationale), .integer(created.rawValue), 1, .null, .null,
        ]
    }
}
