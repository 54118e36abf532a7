import HTTPTypes
import TouchstoneJSON
import Tracking

/// Permissions of one user, as MLflow's newer clients ask for them.
enum UserPermissionEndpoints {
    static let all = [
        Endpoint("grantUserPermission", .post, "users/permissions/grant", in: .version3, access: .signedIn) { call in
            let kind = try ResourceKind(call.fields)
            let permission = try call.resourcePermission()
            // Only whoever may give something learns who there is to give it to.
            let managed = try await call.managedTarget(kind)
            let account = try await call.account()
            guard let target = managed else {
                throw MLflowError.missing("No Experiment with id=\(try call.fields.requiredText("resource_id")) exists")
            }
            guard try await call.store.grant(on: target, to: account.name) == nil else {
                throw MLflowError(.resourceAlreadyExists, "\(try phrase(kind, account, call)) already exists.")
            }
            try await call.store.grant(permission, on: target, to: account.name, by: call.actor)
            return .empty
        },
        Endpoint("revokeUserPermission", .post, "users/permissions/revoke", in: .version3, access: .signedIn) { call in
            let kind = try ResourceKind(call.fields)
            let managed = try await call.managedTarget(kind)
            let account = try await call.account()
            guard let target = managed, try await call.store.revoke(on: target, from: account.name, by: call.actor)
            else { throw MLflowError.missing("\(try phrase(kind, account, call)) not found.") }
            return .empty
        },
        Endpoint("getUserPermission", .get, "users/permissions/get", in: .version3, access: .signedIn) { call in
            try call.checkIsSelf(or: call.fields.requiredText("username"))
            let account = try await call.account()
            let target = try ResourceKind(call.fields).target(try call.fields.requiredText("resource_id"))
            let granted = try await permission(of: account, on: target, call)
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
        Endpoint("listUserRoles", .get, "users/roles/list", in: .version3, access: .signedIn) { call in
            try call.checkIsSelf(or: call.fields.requiredText("username"))
            return try await roles(of: call.account(), call.store)
        },
    ]

    private static func phrase(_ kind: ResourceKind, _ account: Account, _ call: Call) throws -> String {
        let id = try call.fields.requiredText("resource_id")
        return "Permission for user=\(account.name) on resource_type=\(kind.rawValue), resource_id=\(id)"
    }

    private static func permission(of account: Account, on target: GrantTarget?, _ call: Call) async throws -> Permission? {
        if account.isAdministrator { return .manage }
        guard let target else { return call.resources.settings.defaultPermission }
        return try await call.permission(on: target, of: account.name)
    }

    private static func permissions(of account: Account, _ store: TrackingStore) async throws -> Reply {
        let rows = try await store.grants(to: account.name).map { grant -> JSONValue in
            var row = grant.row
            row["role_id"] = .integer(account.id)
            row["role_name"] = .string(account.ownRole)
            row["workspace"] = "default"
            return .object(row)
        }
        return .json(["is_admin": .bool(account.isAdministrator), "permissions": .array(rows)])
    }

    /// The one role that stands for what a user was given; there are no others.
    private static func roles(of account: Account, _ store: TrackingStore) async throws -> Reply {
        let rows = try await store.grants(to: account.name).enumerated().map { place, grant -> JSONValue in
            var row = grant.row
            row["id"] = .integer(Int64(place) + 1)
            row["role_id"] = .integer(account.id)
            return .object(row)
        }
        guard !rows.isEmpty else { return .json(["roles": []]) }
        let role: JSONObject = [
            "id": .integer(account.id), "name": .string(account.ownRole), "workspace": "default", "description": .null,
            "permissions": .array(rows),
        ]
        return .json(["roles": [.object(role)]])
    }
}

/// What a `resource_type` can be.
private enum ResourceKind: String, CaseIterable {
    case experiment
    case prompt
    case registeredModel = "registered_model"

    init(_ fields: Fields) throws {
        let text = try fields.requiredText("resource_type")
        if let kind = Self(rawValue: text) {
            self = kind
            return
        }
        guard text != "workspace" else {
            throw MLflowError.invalid("resource_type 'workspace' is not supported by the per-user requests: a store is one workspace.")
        }
        let known = Self.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        throw MLflowError.invalid("Invalid resource type '\(text)'. Valid resource types are: \(known)")
    }

    /// The thing of that name; nil when there can be none.
    func target(_ id: String) -> GrantTarget? {
        switch self {
        case .experiment: Int64(id).map { .experiment(ExperimentID(rawValue: $0)) }
        case .prompt, .registeredModel: .registeredModel(id)
        }
    }
}

extension Call {
    /// The thing that `resource_id` names, which the caller must be allowed to manage; nil when there can be none of that name.
    fileprivate func managedTarget(_ kind: ResourceKind) async throws -> GrantTarget? {
        let id = try fields.requiredText("resource_id")
        guard let target = kind.target(id) else {
            if let caller, !caller.isAdministrator { throw AccessCheck.denied("You need the permission MANAGE on \(id) to do this.") }
            return nil
        }
        try await checkMayManage(target)
        return target
    }

    /// The permission in a request about one thing, where nothing at all is said by giving none.
    fileprivate func resourcePermission() throws -> Permission {
        guard let permission = try permission() else {
            throw MLflowError.invalid(
                "Invalid permission '\(Grant.none)': revoke what was given instead. Give READ, EDIT or MANAGE.")
        }
        return permission
    }
}

extension Account {
    /// How MLflow's newer clients call what a user was given themselves.
    fileprivate var ownRole: String { "__user_\(id)__" }
}

extension Grant {
    /// The permission as a row of a role.
    fileprivate var row: JSONObject {
        let (kind, id): (ResourceKind, String) =
            switch target {
            case .experiment(let id): (.experiment, id.description)
            case .registeredModel(let name): (.registeredModel, name)
            }
        return [
            "resource_type": .string(kind.rawValue), "resource_pattern": .string(id),
            "permission": .string(permission?.rawValue ?? Grant.none),
        ]
    }
}
