import HTTPTypes
import Hummingbird
import TouchstoneJSON
import Tracking

/// Decides whether a caller may send a request: what was not granted is refused.
///
/// What a request names and does not exist is nobody's; the endpoint says so in its own words.
enum AccessCheck {
    /// Throws ``MLflowError`` 403 when a caller may not send a request to an endpoint.
    static func check(_ caller: Caller, _ endpoint: Endpoint, _ call: Call) async throws {
        let fields = call.fields
        guard !caller.isAdministrator else { return }
        switch endpoint.access {
        case .open, .signedIn, .filtered: break
        case .administrator: throw denied("Only administrators may do this.")
        case .on(let target, .read) where try target.namesNone(in: fields): break
        case .on(let target, let permission): try await require(permission, on: target.things(in: call), caller, call)
        }
        try checkLocation(endpoint, fields)
        let (things, permission) = try RelatedThings.of(endpoint, call)
        if !things.isEmpty { try await require(permission, on: things, caller, call) }
    }

    private static func require(
        _ permission: Permission, on things: [ProtectedThing], _ caller: Caller, _ call: Call
    ) async throws {
        let otherwise = call.resources.settings.defaultPermission
        for (thing, access) in zip(things, try await call.store.access(of: caller.accountID, to: things, otherwise: otherwise)) {
            if case .permission(let granted?) = access, granted >= permission { continue }
            if case .missing = access, !thing.isArtifact { continue }
            throw denied("You need the permission \(permission.rawValue) on \(thing.phrase) to do this.")
        }
    }

    /// Experiments keep their artifacts where the operator has said; elsewhere somebody could reach what belongs to others.
    private static func checkLocation(_ endpoint: Endpoint, _ fields: Fields) throws {
        guard endpoint.name == "createExperiment", try fields.text("artifact_location")?.isEmpty == false else { return }
        throw denied("Only administrators may say where an experiment keeps its artifacts.")
    }

    /// The refusal of somebody who is known; it begins as MLflow's own does.
    static func denied(_ reason: String) -> MLflowError { MLflowError(.permissionDenied, "Permission denied. \(reason)") }
}

/// Things beside its target that a request reads from or writes to.
enum RelatedThings {
    /// The things and the permission that is needed on each.
    static func of(_ endpoint: Endpoint, _ call: Call) throws -> ([ProtectedThing], Permission) {
        let fields = call.fields
        switch endpoint.name {
        case "exportTraces": return (TraceIntake.run(of: call.request).map { [.run($0)] } ?? [], .edit)
        case "createModelVersion":
            let named = try fields.names("run_id").map(ProtectedThing.run) + fields.names("model_id").map(ProtectedThing.loggedModel)
            return (named + things(at: try fields.text("source") ?? ""), .read)
        case "logMetric": return (try fields.names("model_id").map(ProtectedThing.loggedModel), .edit)
        case "logBatch": return (try fields.messages("metrics").flatMap { try $0.names("model_id") }.map(ProtectedThing.loggedModel), .edit)
        case "startTraceV3": return (try fields.names("trace.trace_info.trace_id").map(ProtectedThing.trace), .edit)
        case "linkTracesToRun": return (try fields.names("trace_ids").map(ProtectedThing.trace), .read)
        case "addDatasetToExperiments": return (try fields.names("experiment_ids").map(ProtectedThing.experiment), .edit)
        default: return ([], .read)
        }
    }

    /// What the source of a model version is taken from, read as the registry reads it.
    private static func things(at source: String) -> [ProtectedThing] {
        switch try? ModelSource(parsing: source) {
        case .run(let id): [.run(id)]
        case .loggedModel(let id): [.loggedModel(id)]
        case .registered(let name, _): [.registeredModel(name)]
        case .proxied(let place): ArtifactPath(place.segments.joined(separator: "/")).map { [.artifact($0)] } ?? []
        case .local, .elsewhere, nil: []
        }
    }
}

extension AccessTarget {
    /// The things that the request names. What must be named and is not is said as the endpoint would say it.
    func things(in call: Call) throws -> [ProtectedThing] {
        let fields = call.fields
        switch self {
        case .experimentHeader(let name):
            guard let id = HTTPField.Name(name).flatMap({ call.request.headers[$0] }), !id.isEmpty else { throw fields.missing(name) }
            return [.experiment(id)]
        case .experiment(let field): return try names(field, fields).map(ProtectedThing.experiment)
        case .experimentName(let field): return try names(field, fields).map(ProtectedThing.experimentName)
        case .run(let field):
            let runs = try fields.names(field) + (field == "run_uuid" ? [] : fields.names("run_uuid"))
            guard !runs.isEmpty else { throw fields.missing(field) }
            return runs.map(ProtectedThing.run)
        case .loggedModel(let field): return try names(field, fields).map(ProtectedThing.loggedModel)
        case .registeredModel(let field): return try names(field, fields).map(ProtectedThing.registeredModel)
        case .trace(let field): return try names(field, fields).map(ProtectedThing.trace)
        case .evaluationDataset(let field): return try names(field, fields).map(ProtectedThing.evaluationDataset)
        case .artifactPath(let field):
            return try (fields.names(field).isEmpty ? [""] : fields.names(field)).map { text in
                guard let path = ArtifactPath(text) else { throw ArtifactError.invalidPath }
                return .artifact(path)
            }
        }
    }

    /// Whether the field that would name experiments or traces is an empty list, so that nothing is read of any.
    func namesNone(in fields: Fields) throws -> Bool {
        switch self {
        case .experiment(let field), .trace(let field):
            let outermost = field.firstIndex(of: ".").map { String(field[..<$0]) } ?? field
            return try fields.value(outermost) == .array([])
        default: return false
        }
    }

    private func names(_ field: String, _ fields: Fields) throws -> [String] {
        let names = try fields.names(field)
        guard !names.isEmpty else { throw fields.missing(field) }
        return names
    }
}

extension Fields {
    /// The names in a field, one or a list; a field within a message, or a list of them, is written `trace.trace_id`.
    func names(_ field: String) throws -> [String] {
        if let dot = field.firstIndex(of: ".") {
            let (outer, inner) = (String(field[..<dot]), String(field[field.index(after: dot)...]))
            if case .array? = try value(outer) { return try messages(outer).flatMap { try $0.names(inner) } }
            return try message(outer)?.names(inner) ?? []
        }
        switch try value(field) {
        case nil: return []
        case .array(let elements)?: return try elements.map { try name($0, in: field) }
        case let value?: return [try name(value, in: field)]
        }
    }

    private func name(_ value: JSONValue, in field: String) throws -> String {
        switch value {
        case .string(let text): return text
        case .integer(let number): return String(number)
        default: throw wrong(field, value)
        }
    }
}

extension ProtectedThing {
    fileprivate var isArtifact: Bool { if case .artifact = self { true } else { false } }

    /// How a sentence calls it.
    fileprivate var phrase: String {
        switch self {
        case .experiment(let id): "experiment \(id)"
        case .experimentName(let name): "experiment '\(name)'"
        case .run(let id): "run \(id)"
        case .loggedModel(let id): "logged model \(id)"
        case .trace(let id): "trace \(id)"
        case .evaluationDataset(let id): "dataset \(id)"
        case .registeredModel(let name): "registered model '\(name)'"
        case .artifact(let path): "artifact '\(path.text)'"
        }
    }
}
