import HTTPTypes
import NIOPosix
import TouchstoneJSON
import Tracking

/// Users: made, looked at, changed and removed.
enum UserEndpoints {
    static let all = [
        Endpoint("createUser", .post, "users/create", access: .administrator) { call in
            let name = try call.fields.text("username") ?? ""
            guard try !name.isEmpty && call.fields.text("password")?.isEmpty == false else {
                throw MLflowError.invalid("Username and password cannot be empty.")
            }
            let hash = try await passwordHash(call)
            do {
                let account = try await call.store.createAccount(
                    named: name, passwordHash: hash, isAdministrator: false, by: call.actor)
                return .json(["user": .object(account.message)])
            } catch TrackingError.alreadyExists {
                throw MLflowError(.resourceAlreadyExists, "User (username=\(name)) already exists.")
            }
        },
        Endpoint("getUser", .get, "users/get", access: .signedIn) { call in
            try call.checkIsSelf(or: call.fields.requiredText("username"))
            return .json(["user": .object(try await call.account().message)])
        },
        Endpoint("getCurrentUser", .get, "users/current", access: .signedIn) { call in
            guard let caller = call.caller else { throw MLflowError.missing("Nobody signs in to this server.") }
            let user: JSONObject = [
                "id": .integer(caller.accountID), "username": .string(caller.name), "is_admin": .bool(caller.isAdministrator),
            ]
            return .json(["user": .object(user), "is_basic_auth": true])
        },
        Endpoint("listUsers", .get, "users/list", access: .signedIn) { call in
            let users = try await call.store.accounts().map { account in
                var user = account.message
                user["roles"] = []
                return JSONValue.object(user)
            }
            return .json(["users": .array(users)])
        },
        Endpoint("updateUserPassword", .patch, "users/update-password", access: .signedIn) { call in
            let name = try call.fields.requiredText("username")
            try call.checkIsSelf(or: name)
            let account = try await call.account()
            if call.caller?.name == name { try await checkCurrentPassword(call, account) }
            try await call.store.setPasswordHash(passwordHash(call), ofAccount: name, by: call.actor)
            call.resources.gate?.forget()
            return .empty
        },
        Endpoint("updateUserAdmin", .patch, "users/update-admin", access: .administrator) { call in
            let account = try await call.account()
            guard let isAdministrator = try call.fields.bool("is_admin") else { throw call.fields.missing("is_admin") }
            try await call.store.setAdministrator(isAdministrator, account: account.name, by: call.actor)
            call.resources.gate?.forget()
            return .empty
        },
        Endpoint("deleteUser", .delete, "users/delete", access: .administrator) { call in
            let account = try await call.account()
            guard call.caller?.accountID != account.id else {
                throw MLflowError(.badRequest, "Users cannot delete their own account; another administrator can.")
            }
            try await call.store.removeAccount(account.name, by: call.actor)
            call.resources.gate?.forget()
            return .empty
        },
    ]

    /// The hash of the new password in a request.
    private static func passwordHash(_ call: Call) async throws -> String {
        let password = try call.fields.requiredText("password")
        guard password.count >= PasswordHash.minimumLength else {
            throw MLflowError.invalid("A password has at least \(PasswordHash.minimumLength) characters.")
        }
        let cost = call.resources.settings.passwordCost
        return try await NIOThreadPool.singleton.runIfActive { try PasswordHash(of: password, cost: cost).text }
    }

    /// Whoever changes their own password must know the old one: a browser left alone must not be enough.
    private static func checkCurrentPassword(_ call: Call, _ account: Account) async throws {
        guard let current = try call.fields.text("current_password"), !current.isEmpty else {
            throw MLflowError.invalid("Current password is required when changing your own password.")
        }
        let hash = account.passwordHash.flatMap(PasswordHash.init)
        guard let hash, try await NIOThreadPool.singleton.runIfActive({ try hash.matches(current) }) else {
            throw MLflowError.invalid("Current password does not match.")
        }
        guard try call.fields.text("password") != current else {
            throw MLflowError.invalid("New password must differ from the current password.")
        }
    }
}
