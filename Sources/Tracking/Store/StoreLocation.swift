/// Where a store is.
package enum StoreLocation: Sendable, Hashable {
    /// A SQLite file; its artifacts lie in the folder of the same name with `.artifacts` appended, unless another is named.
    case sqlite(path: String, artifactFolder: String? = nil)
    /// A PostgreSQL database; artifacts need a folder that is named.
    case postgreSQL(PostgreSQLAddress, artifactFolder: String? = nil)

    /// Reads a path, or a URL as SQLAlchemy and MLflow write them: `sqlite:///relative.db`, `sqlite:////absolute.db`,
    /// `postgresql://user:password@host:port/database?sslmode=require`.
    ///
    /// The folder for artifacts may also stand in a PostgreSQL URL: `?artifacts=/srv/artifacts`.
    package init(parsing text: String, artifactFolder: String? = nil) throws(TrackingError) {
        guard !text.isEmpty else { throw .unsupportedLocation(text: text, reason: "the path is empty") }
        guard !text.utf8.contains(0) else { throw .unsupportedLocation(text: "…", reason: "the path contains a zero byte") }
        guard let scheme = Self.scheme(of: text) else {
            self = .sqlite(path: text, artifactFolder: artifactFolder)
            return
        }
        switch scheme {
        case "sqlite":
            let rest = text.utf8.drop { $0 != UInt8(ascii: ":") }
            guard rest.starts(with: ":///".utf8), rest.count > 4 else {
                throw .unsupportedLocation(text: text, reason: "write sqlite:///relative.db or sqlite:////absolute.db")
            }
            self = .sqlite(path: String(Substring(rest.dropFirst(4))), artifactFolder: artifactFolder)
        case "postgresql", "postgres":
            let rest = text.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
            let (address, folder) = try PostgreSQLAddress.withArtifacts(afterScheme: Substring(rest))
            self = .postgreSQL(address, artifactFolder: artifactFolder ?? folder)
        default:
            throw .unsupportedLocation(
                text: "\(scheme)://…", reason: "name a file, or a URL that begins with sqlite:/// or postgresql://")
        }
    }

    /// What stands before `://`, also with a driver (`postgresql+psycopg2://`); nil for a plain path.
    private static func scheme(of text: String) -> String? {
        let letters = text.utf8.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") }
        guard !letters.isEmpty, text.utf8.dropFirst(letters.count).starts(with: "://".utf8) else { return nil }
        return String(Substring(letters.prefix { $0 != UInt8(ascii: "+") })).lowercased()
    }

    /// The same place with a folder for artifacts, where the store has none and none was named.
    package func keepingArtifacts(in folder: String) -> StoreLocation {
        if case .postgreSQL(let address, nil) = self { .postgreSQL(address, artifactFolder: folder) } else { self }
    }

    /// The folder that holds the artifacts of the store's runs; throws when a PostgreSQL store was named without one.
    package var artifactFolder: String {
        get throws(TrackingError) {
            switch self {
            case .sqlite(let path, let folder): return folder ?? path + ".artifacts"
            case .postgreSQL(_, let folder?): return folder
            case .postgreSQL:
                throw .unsupported(
                    reason: "a PostgreSQL store keeps artifacts in a folder, and none was named: add ?artifacts=FOLDER to the store's URL")
            }
        }
    }
}

extension StoreLocation: CustomStringConvertible {
    /// The path of a SQLite file, or the URL of a PostgreSQL database without its password.
    package var description: String {
        switch self {
        case .sqlite(let path, _): path
        case .postgreSQL(let address, _): address.description
        }
    }
}
