public import TouchstoneJSON

/// Why a sample has no score.
public enum ScoringError: Error, Sendable, Hashable {
    /// The sample lacks a field that the scorer needs, or it is null: unscored, not an error of the scorer.
    case missing(SampleField)
    /// The score is not defined for this sample, for a stated reason (an empty text, a single class): unscored.
    case undefined(reason: String)
    /// A field holds something else than the scorer needs.
    case wrongKind(SampleField, wanted: String, found: JSONValue)
    /// The scorer failed on this sample.
    case failed(reason: String)

    /// Whether the sample is merely unscored, as against the scorer having failed.
    public var isUnscored: Bool {
        switch self {
        case .missing, .undefined: true
        case .wrongKind, .failed: false
        }
    }
}

extension ScoringError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let field): "the field \"\(field.rawValue)\" is missing or null"
        case .undefined(let reason): reason
        case .wrongKind(let field, let wanted, let found):
            "the field \"\(field.rawValue)\" should be \(wanted), but is \(found.kindDescription)"
        case .failed(let reason): reason
        }
    }
}
