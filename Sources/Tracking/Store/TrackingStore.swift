/// Everything that is kept about experiments: runs, samples, assessments, where they came from, and their artifacts.
///
/// A method that changes something returns when the change is durable: a crash right after cannot lose it. Reads run beside writes and
/// see whole transactions only. Any number of tasks and processes may use one store at a time.
package final class TrackingStore: Sendable {
    /// Where the store is.
    package let location: StoreLocation
    let driver: any SQLDriver
    let writes: TransactionQueue
    let lookups: TransactionQueue

    init(location: StoreLocation, driver: any SQLDriver) {
        self.location = location
        self.driver = driver
        writes = TransactionQueue(driver: driver, of: .writes)
        lookups = TransactionQueue(driver: driver, of: .reads)
    }

    /// Opens a store, making its tables when there are none and bringing older ones up to date.
    ///
    /// Throws ``TrackingError`` when the file or database is no store, of a newer version, locked, out of reach, or may not be written.
    package static func open(
        at location: StoreLocation, options: SQLiteDriver.Options = .init(), postgreSQL: PostgreSQLDriver.Options = .init(),
        now: Timestamp = .now
    ) async throws -> TrackingStore {
        try await open(at: location, options: options, postgreSQL: postgreSQL, migrations: Migration.all, now: now)
    }

    /// Opens a store that is there; nil, and nothing made, when there is none.
    package static func openExisting(at location: StoreLocation, now: Timestamp = .now) async throws -> TrackingStore? {
        switch location {
        case .sqlite(let path, _):
            guard StoreFile.exists(path) else { return nil }
        case .postgreSQL(let address, _):
            let driver = PostgreSQLDriver(address, options: .init(maximumConnections: 1))
            defer { driver.close() }
            guard try await driver.read({ try PostgreSQLSchema.tables($0).contains(SchemaVersion.table) }) else { return nil }
        }
        return try await open(at: location, now: now)
    }

    static func open(
        at location: StoreLocation, options: SQLiteDriver.Options = .init(), postgreSQL: PostgreSQLDriver.Options = .init(),
        migrations: [Migration], now: Timestamp
    ) async throws -> TrackingStore {
        let driver: any SQLDriver
        switch location {
        case .sqlite(let path, _):
            _ = SQLiteMemory.isUncounted
            try StoreFile.create(path)
            try SQLiteProbe.check(path: path, busyTimeout: options.busyTimeout)
            driver = try SQLiteDriver(path: path, options: options)
        case .postgreSQL(let address, _):
            driver = PostgreSQLDriver(address, options: postgreSQL)
        }
        try await driver.write { connection in
            if case .postgreSQL = location { try PostgreSQLSchema.lock(connection, path: location.description) }
            try SchemaVersion.migrate(connection, to: migrations, path: location.description, now: now)
            try Experiment.createDefault(connection, now: now)
        }
        return TrackingStore(location: location, driver: driver)
    }

    /// Lets go of the store's files or connections; later calls fail.
    package func close() throws { try driver.close() }

    /// Does beside other work what closing the store would have to do at its end. For when much was written and little will be.
    package func tidy() async { await driver.tidy() }

    /// How many writes wait for a transaction.
    package var waitingWrites: Int { writes.waitingCount }

    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await driver.read(body)
    }

    /// As ``read(_:)``, for small questions that many tasks ask at the same time.
    func lookup<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await lookups.run(body)
    }

    nonisolated(nonsending) func write<T: Sendable>(
        gathering time: Duration? = nil, isBrief: Bool = false, _ body: @escaping @Sendable (any SQLConnection) throws -> T
    ) async throws -> T {
        try await writes.run(gathering: time, isBrief: isBrief, body)
    }
}
