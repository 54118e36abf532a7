import HTTPTypes
import TouchstoneJSON
import Tracking

/// Permissions on one experiment or registered model, as MLflow's clients before 3.10 ask for them.
enum PermissionEndpoints {
    static let all =
        endpoints(
            "Experiment", "experiments", .on(.experiment(field: "experiment_id"), .manage), field: "experiment_id",
            answer: "experiment_permission"
        ) { call in
            let text = try call.fields.requiredText("experiment_id")
            guard let id = Int64(text) else {
                throw MLflowError.invalid("Invalid experiment ID '\(text)'. Experiment ID must be a valid integer.")
            }
            return .experiment(ExperimentID(rawValue: id))
        }
        + endpoints(
            "RegisteredModel", "registered-models", .on(.registeredModel(field: "name"), .manage), field: "name",
            answer: "registered_model_permission"
        ) { call in .registeredModel(try call.fields.requiredText("name")) }

    private static func endpoints(
        _ kind: String, _ path: String, _ access: AccessRule, field: String, answer: String,
        target: @escaping @Sendable (Call) throws -> GrantTarget
    ) -> [Endpoint] {
        @Sendable func message(_ grant: Grant, _ account: Account, _ call: Call) throws -> Reply {
            var permission: JSONObject = [
                field: .string(try call.fields.requiredText(field)), "user_id": .integer(account.id),
                "permission": .string(grant.permission?.rawValue ?? Grant.none),
            ]
            if case .registeredModel = grant.target { permission["workspace"] = "default" }
            return .json([answer: .object(permission)])
        }
        return [
            Endpoint("create\(kind)Permission", .post, "\(path)/permissions/create", access: access) { call in
                let (target, account) = (try target(call), try await call.account())
                let permission = try call.permission()
                guard try await call.store.grant(on: target, to: account.name) == nil else {
                    throw MLflowError(
                        .resourceAlreadyExists, "\(kind) permission (\(target.description), user=\(account.name)) already exists.")
                }
                try await call.store.grant(permission, on: target, to: account.name, by: call.actor)
                return try message(Grant(target: target, account: account.name, permission: permission), account, call)
            },
            Endpoint("get\(kind)Permission", .get, "\(path)/permissions/get", access: access) { call in
                let (target, account) = (try target(call), try await call.account())
                guard let grant = try await call.store.grant(on: target, to: account.name) else { throw missing(target, account) }
                return try message(grant, account, call)
            },
            Endpoint("update\(kind)Permission", .patch, "\(path)/permissions/update", access: access) { call in
                let (target, account) = (try target(call), try await call.account())
                let permission = try call.permission()
                guard try await call.store.grant(on: target, to: account.name) != nil else { throw missing(target, account) }
                try await call.store.grant(permission, on: target, to: account.name, by: call.actor)
                return .empty
            },
            Endpoint("delete\(kind)Permission", .delete, "\(path)/permissions/delete", access: access) { call in
                let (target, account) = (try target(call), try await call.account())
                guard try await call.store.revoke(on: target, from: account.name, by: call.actor) else { throw missing(target, account) }
                return .empty
            },
        ]
    }

    private static func missing(_ target: GrantTarget, _ account: Account) -> MLflowError {
        switch target {
        case .experiment(let id): .missing("Experiment permission with experiment_id=\(id) and username=\(account.name) not found")
        case .registeredModel(let name):
            .missing("Registered model permission with workspace=default, name=\(name) and username=\(account.name) not found")
        }
    }
}

extension Call {
    /// The permission in a request; nil for none at all. `USE`, which is for endpoints of gateways, counts as reading.
    func permission() throws -> Permission? {
        let text = try fields.requiredText("permission")
        if text == Grant.none { return nil }
        if text == "USE" { return .read }
        guard let permission = Permission(rawValue: text) else {
            let valid = (Permission.allCases.map(\.rawValue) + [Grant.none]).joined(separator: ", ")
            throw MLflowError.invalid("Invalid permission '\(text)'. Valid permissions are: \(valid).")
        }
        return permission
    }
}
