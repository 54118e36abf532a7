package import TouchstoneJSON

/// What an assessment is about.
package enum AssessmentTarget: Sendable, Hashable {
    /// One sample of a run.
    case sample(RunID, SamplePosition)
    /// A run as a whole.
    case run(RunID)
    /// A trace, or one span of it.
    case trace(id: String, span: String? = nil)
}

/// Where an assessment comes from.
package struct AssessmentSource: Sendable, Hashable {
    /// Who or what judges.
    package enum Kind: String, Sendable, Hashable {
        case human
        case code
        case judge
        /// The sender does not say.
        case unknown
    }

    package var kind: Kind
    /// Which person, scorer or judge.
    package var id: String
    /// Its version; empty when it has none.
    package var version: String

    package init(_ kind: Kind, id: String, version: String = "") {
        self.kind = kind
        self.id = id
        self.version = version
    }
}

/// What an assessment says.
package enum AssessmentValue: Sendable, Hashable {
    /// A finite number.
    case number(Double)
    /// Pass or fail.
    case bool(Bool)
    /// A category or other text.
    case text(String)
    /// Anything else, as MLflow's clients may give.
    case json(JSONValue)
    /// No value, because none is defined here, for a reason.
    case unscored(reason: String)
    /// No value, because the source failed.
    case failed(error: String)

    /// What a client gave, in the form in which it is stored: a number that is none of the store's becomes a text.
    package init(_ value: JSONValue) {
        switch value {
        case .bool(let flag): self = .bool(flag)
        case .string(let text): self = .text(text)
        case .integer(let number): self = Double(exactly: number).map(AssessmentValue.number) ?? .json(value)
        case .number(let number): self = number.isFinite ? .number(number) : .text("\(number)")
        default: self = .json(value)
        }
    }

    /// The value as a number, 1 or 0 for pass or fail; nil for everything else.
    package var number: Double? {
        switch self {
        case .number(let value): value
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }
}

/// What an assessment is for.
package enum AssessmentRole: String, Sendable, Hashable {
    /// A judgement of what came out.
    case feedback
    /// What should have come out.
    case expectation
    /// A known problem, named by the assessment's name.
    case issue
}

/// One judgement of anything: a score, a judge's verdict, a person's label, a user's thumb.
package struct Assessment: Sendable, Hashable {
    package var target: AssessmentTarget
    /// What is judged, such as a score's name.
    package var name: String
    package var value: AssessmentValue
    package var source: AssessmentSource
    /// Why the value is what it is.
    package var rationale: String?
    package var created: Timestamp
    /// Its own identifier, where somebody will refer to it.
    package var id: String?
    /// A text that the sender chooses: a second assessment with it is taken for the first one, sent again.
    package var idempotencyKey: String?
    /// The identifier of the assessment that this one takes the place of.
    package var supersedes: String?
    package var metadata: JSONObject?
    package var role: AssessmentRole = .feedback
    /// When it was last changed; nil when it never was.
    package var updated: Timestamp?
    /// Why a feedback has no value or a doubtful one: MLflow's `error_code`, `error_message`, `stack_trace`.
    package var failure: JSONObject?
    /// Whether it counts: false once another has taken its place.
    package var isValid = true

    package init(
        _ target: AssessmentTarget, _ name: String, _ value: AssessmentValue, source: AssessmentSource, rationale: String? = nil,
        created: Timestamp = .now, id: String? = nil, idempotencyKey: String? = nil, supersedes: String? = nil,
        metadata: JSONObject? = nil
    ) {
        self.target = target
        self.name = name
        self.value = value
        self.source = source
        self.rationale = rationale
        self.created = created
        self.id = id
        self.idempotencyKey = idempotencyKey
        self.supersedes = supersedes
        self.metadata = metadata
    }

    /// Whether it has an identity beyond its target, name and source, and so stands beside others of the same.
    var hasIdentity: Bool { id != nil || idempotencyKey != nil || supersedes != nil }

    /// A new identifier, as MLflow makes them.
    package static func randomID() -> String {
        var generator = SystemRandomNumberGenerator()
        return "a-" + HexIdentifier.random(using: &generator)
    }
}
