import HTTPTypes
import TouchstoneJSON
import Tracking

/// Users, tokens and permissions, as MLflow's client for them asks.
enum AccessEndpoints {
    static let all = UserEndpoints.all + PermissionEndpoints.all + UserPermissionEndpoints.all
}

extension Account {
    /// The account as MLflow's messages say it; never its password.
    var message: JSONObject { ["id": .integer(id), "username": .string(name), "is_admin": .bool(isAdministrator)] }
}

extension Call {
    /// The account that a field names.
    func account(_ field: String = "username") async throws -> Account {
        let name = try fields.requiredText(field)
        guard let account = try await store.account(named: name) else { throw MLflowError.missing("User with username=\(name) not found") }
        return account
    }

    /// Throws unless the caller is an administrator or the person that the request is about.
    func checkIsSelf(or name: String) throws {
        guard let caller, !caller.isAdministrator, caller.name != name else { return }
        throw AccessCheck.denied("Only administrators may do this for somebody else.")
    }

    /// What somebody who is no administrator may do with a thing; nil for nothing.
    func permission(on target: GrantTarget, of account: String) async throws -> Permission? {
        guard let grant = try await store.grant(on: target, to: account) else { return resources.settings.defaultPermission }
        return grant.permission
    }

    /// Throws unless the caller may manage a thing.
    func checkMayManage(_ target: GrantTarget) async throws {
        guard let caller, !caller.isAdministrator else { return }
        guard try await permission(on: target, of: caller.name) == .manage else {
            throw AccessCheck.denied("You need the permission MANAGE on \(target.description) to do this.")
        }
    }
}
