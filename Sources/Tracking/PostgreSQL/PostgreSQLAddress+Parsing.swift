extension PostgreSQLAddress {
    /// Reads what follows `postgresql://`: `user:password@host:port/database?keyword=value&…`, each part optional and percent-encoded;
    /// the option `artifacts` names the folder of artifacts.
    ///
    /// The reasons of its errors never repeat a part of the text, which may be a password.
    static func withArtifacts(afterScheme text: Substring) throws(TrackingError) -> (PostgreSQLAddress, artifactFolder: String?) {
        let (location, query) = Self.split(text, at: "?")
        let (authority, database) = Self.split(location, at: "/")
        var settings: [String: String] = [:]
        var password: String?
        var hosts = authority
        if let at = authority.utf8.lastIndex(of: UInt8(ascii: "@")) {
            let (user, secret) = Self.split(authority[..<at], at: ":")
            if !user.isEmpty { settings["user"] = try Self.decoded(user, "user") }
            if let secret, !secret.isEmpty { password = try Self.decoded(secret, "password") }
            hosts = authority[authority.utf8.index(after: at)...]
        }
        try Self.addHosts(hosts, to: &settings)
        if let database, !database.isEmpty { settings["dbname"] = try Self.decoded(database, "database") }
        var passwordFile: String?
        var artifactFolder: String?
        for (name, value) in try Self.pairs(query ?? "") {
            switch name {
            case "password": password = value
            case "password_file": passwordFile = value
            case "artifacts": artifactFolder = value
            case "ssl" where value == "true": settings["sslmode"] = "require"
            case let name where Self.ours.contains(name): throw Self.refused("\(name) is set by touchstone itself")
            case let name where try Self.isKeyword(name): settings[name] = value
            default: throw Self.refused("an option in its query is not one that libpq knows, such as sslmode=require")
            }
        }
        return (PostgreSQLAddress(settings: settings, password: password, passwordFile: passwordFile), artifactFolder)
    }

    /// What the store needs to be as it is.
    private static let ours: Set<String> = ["client_encoding", "replication"]

    static func refused(_ reason: String) -> TrackingError {
        .unsupportedLocation(text: "postgresql://…", reason: "\(reason); write postgresql://user@host:5432/database")
    }

    private static func split(_ text: Substring, at separator: Unicode.Scalar) -> (Substring, Substring?) {
        guard let place = text.unicodeScalars.firstIndex(of: separator) else { return (text, nil) }
        return (text[..<place], text[text.unicodeScalars.index(after: place)...])
    }

    private static func addHosts(_ text: Substring, to settings: inout [String: String]) throws(TrackingError) {
        var names: [String] = []
        var ports: [String] = []
        for place in text.split(separator: ",", omittingEmptySubsequences: false) {
            var name = place
            var port: Substring = ""
            let bracket = place.utf8.lastIndex(of: UInt8(ascii: "]")) ?? place.startIndex
            if let colon = place[bracket...].utf8.lastIndex(of: UInt8(ascii: ":")) {
                name = place[..<colon]
                port = place[place.utf8.index(after: colon)...]
            }
            guard port.isEmpty || UInt16(port) != nil else {
                throw refused("its port is not a number; in a password, write : / ? # [ ] @ percent-encoded")
            }
            if name.first == "[", name.last == "]" { name = name.dropFirst().dropLast() }
            names.append(try decoded(name, "host"))
            ports.append(String(port))
        }
        if names != [""] { settings["host"] = names.joined(separator: ",") }
        if ports.contains(where: { !$0.isEmpty }) { settings["port"] = ports.joined(separator: ",") }
    }

    private static func pairs(_ query: Substring) throws(TrackingError) -> [(String, String)] {
        var pairs: [(String, String)] = []
        for pair in query.split(separator: "&") {
            let (name, value) = split(pair, at: "=")
            guard let value else { throw refused("an option in its query has no value") }
            pairs.append((try decoded(name, "query"), try decoded(value, "query")))
        }
        return pairs
    }

    private static func decoded(_ text: Substring, _ part: String) throws(TrackingError) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(Substring(rest.prefix(2))), radix: 16), value != 0 else {
                throw refused("its \(part) has a % that is not followed by two hexadecimal digits; write % as %25")
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { throw refused("its \(part) is not UTF-8") }
        return decoded
    }
}
