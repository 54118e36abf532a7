import Foundation
import PostgreSQLServer
import Testing

@testable import Tracking

/// The databases that a store can lie in; whatever is promised of a store is tested on each.
enum StoreKind: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case sqlite
    case postgreSQL

    /// Those that are on this machine.
    static let all: [StoreKind] = PostgreSQLInstallation.found == nil ? [.sqlite] : [.sqlite, .postgreSQL]

    /// A query of the names of all tables of a store.
    var tableNames: String {
        switch self {
        case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        case .postgreSQL: "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()"
        }
    }

    var testDescription: String { rawValue }
}
