import Scoring
import TouchstoneJSON
import Tracking

/// Turns evaluated samples into what the store keeps, and back.
struct SampleRecords: Sendable {
    /// The columns that cut the rows into slices.
    let slices: [ColumnPath]
    /// Who gives each score, by its name.
    private let measures: [String: ScoreMeasure]

    /// The fields that are kept beside inputs, outputs and expected, because scorers and readers need them.
    private static let keptFields: [SampleField] = [.context, .retrieved, .relevant, .labels, .logprobs, .answers, .metadata]

    init(slices: [ColumnPath], scores: [ScoreDefinition]) {
        self.slices = slices
        measures = Dictionary(scores.map { ($0.name, ScoreMeasure($0)) }) { first, _ in first }
    }

    /// The sample as it is stored.
    func record(_ evaluated: EvaluatedSample) -> SampleRecord {
        let sample = evaluated.sample
        var call = Tracking.CallFigures(isCached: evaluated.wasCached, attempts: evaluated.attempts)
        call.latency = sample[.latency]?.doubleValue
        call.firstTokenLatency = sample[.timeToFirstToken]?.doubleValue
        call.inputTokens = sample[.inputTokens]?.intValue
        call.outputTokens = sample[.outputTokens]?.intValue
        call.cost = sample[.cost]?.doubleValue
        return SampleRecord(
            SamplePosition(index: evaluated.fed.index, epoch: evaluated.epoch), sampleID: evaluated.fed.id,
            cluster: sample[.cluster]?.asText, metadata: metadata(of: sample), inputs: sample[.inputs],
            outputs: evaluated.error == nil ? sample[.outputs] : nil, expected: sample[.expected], error: evaluated.error, call: call)
    }

    /// What the scorers said, as it is stored.
    func scores(_ evaluated: EvaluatedSample) throws(TrackingError) -> [SampleScore] {
        let position = SamplePosition(index: evaluated.fed.index, epoch: evaluated.epoch)
        let now = Timestamp.now
        var scores: [SampleScore] = []
        scores.reserveCapacity(evaluated.scores.count)
        for outcome in evaluated.scores {
            let measure = measures[outcome.name] ?? ScoreMeasure(outcome.name, scorer: outcome.name, version: 1)
            scores.append(
                try SampleScore(position, measure, AssessmentValue(outcome), rationale: outcome.score.rationale, created: now))
        }
        return scores
    }

    /// The sample that a record stands for, for figures that are computed over the whole corpus.
    static func sample(_ record: SampleRecord) -> Sample {
        var sample = Sample([:])
        for member in record.metadata ?? [:] { sample.fields[member.key] = member.value }
        sample[.inputs] = record.inputs
        sample[.outputs] = record.outputs
        sample[.expected] = record.expected
        sample[.latency] = record.call.latency.map(JSONValue.number)
        sample[.cost] = record.call.cost.map(JSONValue.number)
        return sample
    }

    /// The value of a slice's column in a record.
    static func slice(_ column: String, of record: SampleRecord) -> String? {
        guard let metadata = record.metadata else { return nil }
        let value = metadata["slices"]?[column] ?? ColumnPath(column).value(in: metadata)
        return value.flatMap { $0.isNull ? nil : $0.asText }
    }

    private func metadata(of sample: Sample) -> JSONObject? {
        var metadata = JSONObject()
        for field in Self.keptFields { metadata[field.rawValue] = sample[field] }
        if let toolCalls = sample.fields["tool_calls"] { metadata["tool_calls"] = toolCalls }
        if !slices.isEmpty {
            metadata["slices"] = .object(JSONObject(slices.map { ($0.description, $0.value(in: sample.fields) ?? .null) }))
        }
        return metadata.isEmpty ? nil : metadata
    }
}

extension ScoreMeasure {
    fileprivate convenience init(_ name: String, scorer: String, version: Int) {
        self.init(name: name, source: AssessmentSource(.code, id: scorer, version: String(version)))
    }

    fileprivate convenience init(_ definition: ScoreDefinition) {
        self.init(definition.name, scorer: definition.scorer, version: definition.version)
    }
}

extension AssessmentValue {
    fileprivate init(_ outcome: ScoreOutcome) {
        if let error = outcome.error {
            self = .failed(error: error)
        } else {
            switch outcome.score.value {
            case .number(let value): self = value.isFinite ? .number(value) : .unscored(reason: "the value is not a finite number")
            case .bool(let value): self = .bool(value)
            case .category(let value): self = .text(value)
            case nil: self = .unscored(reason: outcome.score.reason ?? "no value")
            }
        }
    }
}
