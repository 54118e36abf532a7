/// Somebody who may use a server.
package struct Account: Sendable, Hashable {
    /// Its number, given by the store.
    package let id: Int64
    /// The name to sign in with.
    package let name: String
    /// What a password is checked against; nil for an account that signs in with tokens only.
    package let passwordHash: String?
    /// Whether it may do everything, and give permissions to others.
    package let isAdministrator: Bool
    package let created: Timestamp
}

extension Account {
    static let columns = "id, name, password_hash, is_administrator, creation_time"

    init(_ columns: inout SQLColumns) throws {
        id = try columns.int64()
        name = try columns.text()
        passwordHash = try columns.optionalText()
        isAdministrator = try columns.bool()
        created = try columns.timestamp()
    }

    static func named(_ name: String, _ connection: any SQLConnection) throws -> Account {
        let account = try connection.first("SELECT \(columns) FROM account WHERE name = ?", [.text(name)]) { try Account(&$0) }
        guard let account else { throw TrackingError.notFound(kind: "user", name: name) }
        return account
    }
}
