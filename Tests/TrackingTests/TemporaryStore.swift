import Foundation
import PostgreSQLServer
import Synchronization

@testable import Tracking

/// A folder that is removed with the last reference to it, together with the databases that go with it.
final class TemporaryFolder: Sendable {
    let path: String
    /// The databases of PostgreSQL that stand for files of the folder, by the files' names.
    private let databases = Mutex<[String: String]>([:])

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("tracking-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        for database in databases.withLock({ $0.values }) { try? PostgreSQLServer.shared().drop(database) }
    }

    func file(_ name: String) -> String { path + "/" + name }

    func location(_ kind: StoreKind = .sqlite, _ name: String = "store.db") throws -> StoreLocation {
        switch kind {
        case .sqlite:
            return .sqlite(path: file(name))
        case .postgreSQL:
            return try StoreLocation(parsing: try url(name), artifactFolder: file(name + ".artifacts"))
        }
    }

    /// The URL of the database that stands for a file of that name.
    func url(_ name: String = "store.db") throws -> String { try PostgreSQLServer.shared().url(of: try database(name)) }

    /// The name of the database that stands for a file of that name; made when it is first asked for.
    func database(_ name: String = "store.db") throws -> String {
        try databases.withLock { databases in
            if let known = databases[name] { return known }
            let new = try PostgreSQLServer.shared().makeDatabase()
            databases[name] = new
            return new
        }
    }

    func open(
        _ kind: StoreKind = .sqlite, _ name: String = "store.db", options: SQLiteDriver.Options = .init(),
        postgreSQL: PostgreSQLDriver.Options = .init(maximumConnections: 4)
    ) async throws -> TrackingStore {
        try await TrackingStore.open(at: try location(kind, name), options: options, postgreSQL: postgreSQL)
    }
}

extension Timestamp {
    /// A moment that many milliseconds after a fixed one, so that tests repeat.
    static func fixed(_ milliseconds: Int64 = 0) -> Timestamp { Timestamp(rawValue: 1_700_000_000_000 + milliseconds) }
}

extension AssessmentSource {
    static func scorer(_ name: String) -> AssessmentSource { AssessmentSource(.code, id: name, version: "1") }
}

extension TrackingStore {
    func newRun(_ name: String = "a run", at start: Timestamp = .fixed()) async throws -> RunID {
        try await create(Run(name: name, startTime: start)).id
    }
}
