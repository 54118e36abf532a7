import HTTPTypes
import TouchstoneJSON
import Tracking

/// Permissions of one user, as MLflow's newer clients ask for them.
enum UserPermissionEndpoints {
    static let all = [
        Endpoint("grantUserPermission", .post, "users/permissions/grant", in: .version3, access: .signedIn) { call in
            let account = try await call.account()
            let target = try call.grantTarget()
            let permission = try call.permission()
            try await call.checkMayManage(target)
            try await call.store.grant(permission, on: target, to: account.name, by: call.actor)
            return .empty
        },
        Endpoint("revokeUserPermission", .post, "users/permissions/revoke", in: .version3, access: .signedIn) { call in
            let account = try await call.account()
            let target = try call.grantTarget()
            try await call.checkMayManage(target)
            _ = try await call.store.revoke(on: target, from: account.name, by: call.actor)
            return .empty
        },
        Endpoint("getUserPermission", .get, "users/permissions/get", in: .version3, access: .signedIn) { call in
            try call.checkIsSelf(or: call.fields.requiredText("username"))
            let account = try await call.account()
            let target = try call.grantTarget()
            let granted = account.isAdministrator ? .manage : try await call.store.grant(on: target, to: account.name)?.permission
            return .json([
                "allowed": .bool(granted.map { $0 > .read } ?? false), "permission": .string(granted?.rawValue ?? Grant.none),
            ])
        },
        Endpoint("listUserPermissions", .get, "users/permissions/list", in: .version3, access: .signedIn) { call in
            try call.checkIsSelf(or: call.fields.requiredText("username"))
            return try await permissions(of: call.account(), call.store)
        },
        Endpoint("listCurrentUserPermissions", .get, "users/current/permissions", in: .version3, access: .signedIn) { call in
            guard let caller = call.caller, let account = try await call.store.account(named: caller.name) else {
                return .json(["is_admin": true, "permissions": []])
            }
            return try await permissions(of: account, call.store)
        },
    ]

    private static func permissions(of account: Account, _ store: TrackingStore) async throws -> Reply {
        let rows = try await store.grants(to: account.name).map { grant -> JSONValue in
            let (kind, id) =
                switch grant.target {
                case .experiment(let id): ("experiment", id.description)
                case .registeredModel(let name): ("registered_model", name)
                }
            return [
                "role_id": .integer(account.id), "role_name": .string("__user_\(account.id)__"), "workspace": "default",
                "resource_type": .string(kind), "resource_pattern": .string(id),
                "permission": .string(grant.permission?.rawValue ?? Grant.none),
            ]
        }
        return .json(["is_admin": .bool(account.isAdministrator), "permissions": .array(rows)])
    }
}

extension Call {
    /// The thing that `resource_type` and `resource_id` name.
    fileprivate func grantTarget() throws -> GrantTarget {
        let kind = try fields.requiredText("resource_type")
        let id = try fields.requiredText("resource_id")
        switch kind {
        case "experiment":
            guard let number = Int64(id) else {
                throw MLflowError.invalid("Invalid experiment ID '\(id)'. Experiment ID must be a valid integer.")
            }
            return .experiment(ExperimentID(rawValue: number))
        case "registered_model", "prompt": return .registeredModel(id)
        default:
            throw MLflowError.invalid("Unsupported resource_type '\(kind)'; permissions are for experiment, registered_model and prompt.")
        }
    }
}
