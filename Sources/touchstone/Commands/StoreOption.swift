import ArgumentParser
import Foundation
import Tracking

/// The store that a command reads or writes.
struct StoreOption: ParsableArguments {
    @Option(help: "The store: a path, sqlite:///PATH or postgresql://USER@HOST/DATABASE; TOUCHSTONE_STORE, else touchstone.db by default.")
    var store: String?

    /// The store as text.
    var text: String { store ?? ProcessInfo.processInfo.environment["TOUCHSTONE_STORE"] ?? "touchstone.db" }

    /// Opens the store for reading what is there; a missing one is an error instead of an empty store.
    func openExisting() async throws -> TrackingStore {
        let location = try StoreLocation(parsing: text)
        guard let store = try await TrackingStore.openExisting(at: location) else {
            throw CommandFailure(.unavailable, "there is no store at \(location); run an evaluation first, or name another with --store")
        }
        return store
    }
}
