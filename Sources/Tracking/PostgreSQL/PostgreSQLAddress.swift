/// Where a PostgreSQL database is and as whom to go there; the password is in none of its descriptions.
package struct PostgreSQLAddress: Sendable, Hashable {
    /// What libpq is told, by its own keywords; without the password.
    let settings: [String: String]
    /// The password that the URL carries; nil leaves it to `password_file`, `PGPASSWORD` and `~/.pgpass`.
    let password: String?
    /// The file whose first line is the password.
    let passwordFile: String?

    init(settings: [String: String], password: String? = nil, passwordFile: String? = nil) {
        self.settings = settings
        self.password = password
        self.passwordFile = passwordFile
    }

    /// The same server and user with another setting of libpq, such as another `dbname`.
    package func with(_ keyword: String, _ value: String) -> PostgreSQLAddress {
        PostgreSQLAddress(settings: settings.merging([keyword: value]) { _, new in new }, password: password, passwordFile: passwordFile)
    }
}

extension PostgreSQLAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A URL without the password and without options.
    package var description: String {
        let user = settings["user"].map { "\($0)@" } ?? ""
        let hosts = (settings["host"] ?? settings["hostaddr"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let ports = (settings["port"] ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let places = hosts.enumerated().map { offset, host in
            let port = ports.count == hosts.count ? ports[offset] : ports.first ?? ""
            return port.isEmpty ? String(host) : "\(host):\(port)"
        }
        return "postgresql://\(user)\(places.joined(separator: ","))/\(settings["dbname"] ?? "")"
    }

    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [("description", description)]) }
}
