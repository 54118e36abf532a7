import CPostgreSQL

/// One connection to a PostgreSQL server, in libpq's pipeline mode: statements are sent without waiting, and their results received
/// together. Its calls block; one thread uses it at a time.
///
/// Statements that open and close transactions and savepoints go out together with the statement that follows, so that they cost no
/// round trip of their own.
final class PostgreSQLLink {
    private let handle: OpaquePointer
    /// The store as errors name it.
    let store: String
    /// Statements without results that go out before the next one.
    var prelude: [String] = []
    /// How often something went out.
    private(set) var departures = 0
    /// Results that will come before the next point of synchronisation.
    private(set) var awaited = 0
    /// Points of synchronisation whose results nobody waits for.
    private var ignoredSyncs = 0
    /// Why the transaction at hand takes no further statements.
    var failure: (any Error)?
    /// Whether the connection is of no further use.
    var isLost = false
    /// Whether the transaction at hand has reached the server.
    var hasBegun = false
    /// The statements that the server has prepared.
    var statements = PostgreSQLStatements()
    /// The types of the columns that inserts of many rows fill.
    var insertTypes: [SQLInsert: [PostgreSQLType]] = [:]
    /// The rows that statements have changed or returned since the connection was made.
    private(set) var changedRows = 0
    private var names = 0

    /// Connects; throws ``TrackingError/unavailable(store:reason:)`` when that does not work.
    init(to address: PostgreSQLAddress, connectTimeout: Int) throws(TrackingError) {
        store = address.description
        try PostgreSQLLibrary.load()
        let keywords = try address.keywords(connectTimeout: connectTimeout)
        guard let handle = Self.connect(keywords) else { throw .unavailable(store: store, reason: "there is no memory to connect") }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            throw .unavailable(store: store, reason: Self.reason(of: handle, hiding: keywords["password"]))
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        guard PQserverVersion(handle) >= 150_000 else {
            throw .cannotOpen(path: store, reason: "its server is older than PostgreSQL 15")
        }
        guard PQparameterStatus(handle, "server_encoding").map({ String(cString: $0) }) == "UTF8" else {
            throw .cannotOpen(path: store, reason: "the database does not hold UTF-8; make one with ENCODING 'UTF8'")
        }
        guard PQenterPipelineMode(handle) == 1 else { throw .failed(reason: "libpq cannot send several statements at once") }
    }

    deinit { PQfinish(handle) }

    private static func connect(_ keywords: [String: String]) -> OpaquePointer? {
        let pairs = keywords.map { (Array($0.key.utf8CString), Array($0.value.utf8CString)) }
        return withPointers(pairs.map(\.0)) { names in withPointers(pairs.map(\.1)) { values in PQconnectdbParams(names, values, 0) } }
    }

    /// Hands over the addresses of texts, with a null at the end.
    private static func withPointers<T>(_ texts: [[CChar]], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T) -> T {
        var offsets: [Int] = []
        var bytes: [CChar] = []
        for text in texts {
            offsets.append(bytes.count)
            bytes += text
        }
        return bytes.withUnsafeBufferPointer { buffer in
            let addresses: [UnsafePointer<CChar>?] = offsets.map { offset in buffer.baseAddress.map { $0 + offset } } + [nil]
            return addresses.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }

    /// What libpq says of a connection that failed, in one line and without the password.
    private static func reason(of handle: OpaquePointer, hiding password: String?) -> String {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        if let password, !password.isEmpty, text.contains(password) { return "the server refuses the connection" }
        let lines = text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " || $0 == "\t" } }
        let line = lines.joined(separator: "; ")
        return line.isEmpty ? "the connection was lost" : String(line)
    }
}

extension PostgreSQLLink {
    /// Notes a statement without result that goes out before the next one.
    func prepend(_ sql: String) { prelude.append(sql) }

    /// Sends one statement with its arguments, to be received with ``receive()``.
    func send(_ sql: String, _ arguments: PostgreSQLArguments = .none) throws {
        try sendPrelude()
        let types = arguments.types.map(\.rawValue)
        try sent(
            arguments.withPointers { values, lengths, formats in
                PQsendQueryParams(handle, sql, Int32(arguments.count), types, values, lengths, formats, 1)
            })
    }

    /// Sends a statement to be prepared under a name, and asks for the types of its parameters.
    func sendPrepare(_ sql: String, as name: String, _ types: [PostgreSQLType]) throws {
        try sendPrelude()
        try sent(PQsendPrepare(handle, name, sql, Int32(types.count), types.map(\.rawValue)))
        try sent(PQsendDescribePrepared(handle, name))
    }

    /// Sends the arguments of a prepared statement.
    func sendPrepared(_ name: String, _ arguments: PostgreSQLArguments) throws {
        try sendPrelude()
        try sent(
            arguments.withPointers { values, lengths, formats in
                PQsendQueryPrepared(handle, name, Int32(arguments.count), values, lengths, formats, 1)
            })
    }

    private func sendPrelude() throws {
        if let failure { throw failure }
        departures += 1
        guard !prelude.isEmpty else { return }
        let statements = prelude
        prelude = []
        for sql in statements { try sent(PQsendQueryParams(handle, sql, 0, nil, nil, nil, nil, 1)) }
        hasBegun = true
    }

    /// Lets the transaction take no further statements.
    func fail(_ error: any Error) { if failure == nil { failure = error } }

    private func sent(_ code: Int32) throws {
        guard code == 1 else { throw lost() }
        awaited += 1
    }

    /// Waits for the results of everything that was sent since the last call; throws the first error among them.
    func receive() throws -> [PostgreSQLResult] {
        guard PQpipelineSync(handle) == 1 else { throw lost() }
        while ignoredSyncs > 0 {
            _ = try results()
            ignoredSyncs -= 1
        }
        awaited = 0
        let results = try results()
        for result in results {
            if result.status == PGRES_FATAL_ERROR { throw failed(PostgreSQLFailure(result)) }
            changedRows += result.changedRows
        }
        return results
    }

    /// Sends off what was sent so far without waiting for its results.
    func ignoreResults() throws {
        guard PQpipelineSync(handle) == 1, PQflush(handle) >= 0 else { throw lost() }
        awaited = 0
        ignoredSyncs += 1
    }

    /// The results up to the next point of synchronisation.
    private func results() throws -> [PostgreSQLResult] {
        var results: [PostgreSQLResult] = []
        var emptyHanded = 0
        while true {
            guard let next = PQgetResult(handle) else {
                emptyHanded += 1
                guard emptyHanded < 3, PQstatus(handle) == CONNECTION_OK else { throw lost(results.last) }
                continue
            }
            emptyHanded = 0
            let result = PostgreSQLResult(next)
            if result.status == PGRES_PIPELINE_SYNC { return results }
            if result.status != PGRES_PIPELINE_ABORTED { results.append(result) }
        }
    }

    /// Turns a statement's failure into what the transaction ends with.
    private func failed(_ report: PostgreSQLFailure) -> any Error {
        if report.endsConnection || PQstatus(handle) != CONNECTION_OK { return lost(reason: report.message) }
        let error = report.error(store: store)
        if report.isStalePlan {
            isLost = true
            failure = TransactionRestart(cause: error)
        } else {
            failure = report.asksForRestart ? TransactionRestart(cause: error) : error
        }
        return failure ?? error
    }

    private func lost(_ last: PostgreSQLResult? = nil) -> any Error {
        if let last, last.status == PGRES_FATAL_ERROR, let message = last.errorField("M") { return lost(reason: message) }
        return lost(reason: Self.reason(of: handle, hiding: nil))
    }

    private func lost(reason: String) -> any Error {
        isLost = true
        let error = TransactionRestart(cause: .unavailable(store: store, reason: reason))
        failure = error
        return error
    }

    /// A name for a cursor or a savepoint that no other has.
    func nextName() -> String {
        names += 1
        return "n\(names)"
    }
}
