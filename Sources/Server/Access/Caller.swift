/// Somebody who has proved who they are.
struct Caller: Sendable, Hashable {
    let name: String
    let isAdministrator: Bool

    init(name: String, isAdministrator: Bool) {
        self.name = name
        self.isAdministrator = isAdministrator
    }
}
