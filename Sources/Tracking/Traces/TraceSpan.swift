package import TouchstoneJSON

/// One timed operation within a trace.
package struct TraceSpan: Sendable, Hashable {
    package enum Status: String, Sendable, Hashable {
        case unset = "UNSET"
        case ok = "OK"
        case error = "ERROR"
    }

    /// Something that happened during it.
    package struct Event: Sendable, Hashable {
        package var name: String
        /// Nanoseconds since 1970.
        package var time: Int64
        package var attributes: JSONObject

        package init(name: String, time: Int64, attributes: JSONObject) {
            self.name = name
            self.time = time
            self.attributes = attributes
        }
    }

    /// Another span that it has to do with.
    package struct Link: Sendable, Hashable {
        /// In hexadecimal digits.
        package var traceID: String
        /// In hexadecimal digits.
        package var spanID: String
        package var attributes: JSONObject

        package init(traceID: String, spanID: String, attributes: JSONObject) {
            self.traceID = traceID
            self.spanID = spanID
            self.attributes = attributes
        }
    }

    /// 16 hexadecimal digits.
    package var id: String
    /// The span that it is a part of; nil for the root.
    package var parentID: String?
    package var name: String
    package var status: Status
    package var statusMessage: String?
    /// Nanoseconds since 1970.
    package var startTime: Int64
    /// Nanoseconds since 1970; nil while it goes on.
    package var endTime: Int64?
    package var attributes: JSONObject
    package var events: [Event]
    package var links: [Link]

    package init(
        id: String, parentID: String? = nil, name: String, status: Status = .unset, statusMessage: String? = nil, startTime: Int64,
        endTime: Int64? = nil, attributes: JSONObject = [:], events: [Event] = [], links: [Link] = []
    ) {
        self.id = id
        self.parentID = parentID
        self.name = name
        self.status = status
        self.statusMessage = statusMessage
        self.startTime = startTime
        self.endTime = endTime
        self.attributes = attributes
        self.events = events
        self.links = links
    }

    /// What kind of operation it is, in MLflow's words.
    package var kind: String { attributes[SpanAttribute.kind]?.stringValue ?? SpanAttribute.unknownKind }
}

/// Spans of one trace that came together.
package struct TraceSpans: Sendable, Hashable {
    /// The trace's id.
    package let traceID: String
    package var spans: [TraceSpan]
    /// What the program that made them says of itself.
    package var resource: JSONObject

    package init(traceID: String, spans: [TraceSpan], resource: JSONObject = [:]) {
        self.traceID = traceID
        self.spans = spans
        self.resource = resource
    }
}

/// Names of attributes of spans that the store knows.
package enum SpanAttribute {
    /// The trace's id.
    package static let traceID = "mlflow.traceRequestId"
    static let kind = "mlflow.spanType"
    static let unknownKind = "UNKNOWN"
    static let inputs = "mlflow.spanInputs"
    static let outputs = "mlflow.spanOutputs"
    static let usage = "mlflow.chat.tokenUsage"
    static let cost = "mlflow.llm.cost"
    static let model = "mlflow.llm.model"
    static let provider = "mlflow.llm.provider"
    static let session = ["session.id", "gen_ai.conversation.id", "langfuse.session.id"]
    static let user = "user.id"
    static let tagPrefix = "mlflow.traceTag."
}
