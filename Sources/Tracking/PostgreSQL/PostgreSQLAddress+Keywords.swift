import CPostgreSQL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension PostgreSQLAddress {
    /// Whether libpq takes a setting under that keyword.
    static func isKeyword(_ name: String) throws(TrackingError) -> Bool {
        try PostgreSQLLibrary.load()
        guard let options = PQconndefaults() else { return false }
        defer { PQconninfoFree(options) }
        var option = options
        while let keyword = option.pointee.keyword {
            if strcmp(keyword, name) == 0 { return true }
            option += 1
        }
        return false
    }

    /// Everything that libpq is told, the password among it; what the URL leaves out has defaults under which a lost server is noticed.
    func keywords(connectTimeout: Int) throws(TrackingError) -> [String: String] {
        var keywords = [
            "connect_timeout": "\(connectTimeout)", "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3",
            "tcp_user_timeout": "30000", "fallback_application_name": "touchstone",
        ]
        keywords.merge(settings) { _, given in given }
        keywords["client_encoding"] = "UTF8"
        if let password {
            keywords["password"] = password
        } else if let password = try passwordFromFile() {
            keywords["password"] = password
        }
        return keywords
    }

    private func passwordFromFile() throws(TrackingError) -> String? {
        guard let passwordFile else { return nil }
        var bytes: [UInt8] = []
        do {
            try StoreFile.read(passwordFile) { bytes += $0 }
        } catch {
            throw .cannotOpen(path: description, reason: "its password file \(passwordFile) cannot be read")
        }
        return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    }
}
