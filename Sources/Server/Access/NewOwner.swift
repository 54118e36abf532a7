import TouchstoneJSON
import Tracking

/// Whoever makes an experiment, a registered model or a prompt may manage it.
enum NewOwner {
    /// Gives the caller the permission on what an endpoint has just made.
    static func record(_ call: Call, _ endpoint: Endpoint, _ reply: Reply) async throws {
        guard let caller = call.caller, !caller.isAdministrator else { return }
        switch endpoint.name {
        case "createExperiment":
            guard let id = try reply.object?["experiment_id"]?.stringValue.flatMap(Int64.init) else { return }
            try await call.store.grant(.manage, on: .experiment(ExperimentID(rawValue: id)), to: caller.name, by: caller.name)
        case "createRegisteredModel":
            guard let name = try call.fields.text("name") else { return }
            try await call.store.grant(.manage, on: .registeredModel(name), to: caller.name, by: caller.name)
        default: return
        }
    }
}

extension Reply {
    /// The JSON object of the answer; nil when it is something else.
    fileprivate var object: JSONObject? {
        get throws {
            switch self {
            case .json(let object): object
            case .jsonBytes(let bytes): try JSONParser().parse(bytes).objectValue
            case .empty, .response: nil
            }
        }
    }
}
