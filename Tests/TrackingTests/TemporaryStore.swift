import Foundation

@testable import Tracking

/// A folder that is removed with the last reference to it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("tracking-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func location(_ name: String = "store.db") -> StoreLocation { .sqlite(path: file(name)) }

    func open(_ name: String = "store.db", options: SQLiteDriver.Options = .init()) async throws -> TrackingStore {
        try await TrackingStore.open(at: location(name), options: options)
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
