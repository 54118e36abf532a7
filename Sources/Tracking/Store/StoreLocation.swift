/// Where a store is.
package enum StoreLocation: Sendable, Hashable {
    /// A SQLite file; its artifacts lie in the folder of the same name with `.artifacts` appended.
    case sqlite(path: String)

    /// Reads a path, or a URL as SQLAlchemy and MLflow write them: `sqlite:///relative.db`, `sqlite:////absolute.db`.
    package init(parsing text: String) throws(TrackingError) {
        guard !text.isEmpty else { throw .unsupportedLocation(text: text, reason: "the path is empty") }
        guard !text.utf8.contains(0) else { throw .unsupportedLocation(text: text, reason: "the path contains a zero byte") }
        guard let scheme = Self.scheme(of: text) else {
            self = .sqlite(path: text)
            return
        }
        switch scheme {
        case "sqlite":
            let rest = text.utf8.drop { $0 != UInt8(ascii: ":") }
            guard rest.starts(with: ":///".utf8), rest.count > 4 else {
                throw .unsupportedLocation(text: text, reason: "write sqlite:///relative.db or sqlite:////absolute.db")
            }
            self = .sqlite(path: String(Substring(rest.dropFirst(4))))
        case "postgresql", "postgres":
            throw .unsupportedLocation(text: text, reason: "PostgreSQL stores come with the tracking server; use a SQLite file for now")
        default:
            throw .unsupportedLocation(text: text, reason: "name a file, or a URL that begins with sqlite:///")
        }
    }

    /// What stands before `://`, also with a driver (`postgresql+psycopg2://`); nil for a plain path.
    private static func scheme(of text: String) -> String? {
        let letters = text.utf8.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") }
        guard !letters.isEmpty, text.utf8.dropFirst(letters.count).starts(with: "://".utf8) else { return nil }
        return String(Substring(letters.prefix { $0 != UInt8(ascii: "+") })).lowercased()
    }

    /// The path of the store's file.
    package var path: String {
        switch self {
        case .sqlite(let path): path
        }
    }

    /// The folder that holds the artifacts of the store's runs.
    package var artifactFolder: String { path + ".artifacts" }
}

extension StoreLocation: CustomStringConvertible {
    package var description: String { path }
}
