/// Somebody who has proved who they are.
struct Caller: Sendable, Hashable {
    /// The number of the account.
    let accountID: Int64
    let name: String
    let isAdministrator: Bool

    init(accountID: Int64, name: String, isAdministrator: Bool) {
        self.accountID = accountID
        self.name = name
        self.isAdministrator = isAdministrator
    }
}
