/// How a traced request ended.
package enum TraceState: String, Sendable, Hashable {
    case unspecified = "STATE_UNSPECIFIED"
    case ok = "OK"
    case error = "ERROR"
    case inProgress = "IN_PROGRESS"
}

/// One traced request: everything but its spans.
package struct Trace: Sendable, Hashable {
    /// `tr-` and the 32 hexadecimal digits of OpenTelemetry's trace id.
    package let id: String
    package var experiment: ExperimentID
    package var requestTime: Timestamp
    /// Milliseconds; nil while it goes on.
    package var duration: Int64?
    package var state: TraceState
    package var clientRequestID: String?
    /// The beginning of what came in.
    package var requestPreview: String?
    /// The beginning of what went out.
    package var responsePreview: String?
    /// By name.
    package var tags: [NamedText] = []
    /// By name.
    package var metadata: [NamedText] = []
    /// Also those that another has taken the place of.
    package var assessments: [Assessment] = []

    package init(
        id: String, experiment: ExperimentID, requestTime: Timestamp, duration: Int64? = nil, state: TraceState = .unspecified,
        clientRequestID: String? = nil, requestPreview: String? = nil, responsePreview: String? = nil, tags: [NamedText] = [],
        metadata: [NamedText] = []
    ) {
        self.id = id
        self.experiment = experiment
        self.requestTime = requestTime
        self.duration = duration
        self.state = state
        self.clientRequestID = clientRequestID
        self.requestPreview = requestPreview
        self.responsePreview = responsePreview
        self.tags = tags
        self.metadata = metadata
    }

    /// The value of a tag.
    package func tag(_ name: String) -> String? { tags.first { $0.name == name }?.value }

    /// The value of a metadata entry.
    package func metadata(_ name: String) -> String? { metadata.first { $0.name == name }?.value }
}

/// Names of tags and metadata that the server knows.
package enum TraceKey {
    package static let name = "mlflow.traceName"
    package static let spansLocation = "mlflow.trace.spansLocation"
    /// The value of ``spansLocation`` for spans that the store keeps.
    package static let trackingStore = "TRACKING_STORE"
    package static let sizeStatistics = "mlflow.trace.sizeStats"
    static let artifactLocation = "mlflow.artifactLocation"
    static let isFinal = "mlflow.trace.infoFinalized"
    static let usage = "mlflow.trace.tokenUsage"
    static let cost = "mlflow.trace.cost"
    static let session = "mlflow.trace.session"
    static let user = "mlflow.trace.user"
}

/// What a trace may hold; longer texts are cut.
package enum TraceLimit {
    package static let name = 250
    package static let value = 8000
    package static let preview = 1000

    /// A text of at most so many characters.
    package static func cut(_ text: String, to limit: Int) -> String {
        text.utf8.count <= limit ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    }
}
