import Dispatch
import PostgreSQLServer
import Testing

@testable import Tracking

@Suite(.enabled(if: PostgreSQLInstallation.found != nil, "PostgreSQL is not installed"))
struct PostgreSQLDriverTests {
    private let folder: TemporaryFolder
    private let driver: PostgreSQLDriver

    init() async throws {
        folder = try TemporaryFolder()
        guard case .postgreSQL(let address, _) = try folder.location(.postgreSQL) else { throw TrackingError.notAStore(path: "") }
        driver = PostgreSQLDriver(address, options: .init(maximumConnections: 2))
        try await driver.write { connection in
            _ = try connection.execute(
                "CREATE TABLE entry (id BIGINT PRIMARY KEY, number DOUBLE PRECISION, content TEXT COLLATE \"C\", small INTEGER, flag BOOLEAN)"
            )
        }
    }

    private func ids() async throws -> [Int] {
        try await driver.read { connection in try connection.all("SELECT id FROM entry ORDER BY id") { try $0.int() } }
    }

    @Test func `values come back as they went, one by one and in arrays`() async throws {
        let long = String(repeating: "ü\u{1F600}", count: 1 << 20)
        let rows: [[SQLValue]] = [
            [.integer(.min), .real(-.infinity), .text("")], [.integer(.max), .real(.infinity), .text(long)],
            [0, .real(-.leastNonzeroMagnitude), nil], [1, nil, .text("'; DROP TABLE entry; --\\ \"$1\" ?")],
            [2, .real(1.7976931348623157e308), .text("\u{1}\u{7F}\u{FFFD}\u{10FFFF}")],
        ]
        let insert = SQLInsert(into: "entry", ["id", "number", "content"])
        for isSingle in [true, false] {
            let back = try await driver.write { connection in
                try connection.execute("DELETE FROM entry")
                if isSingle { for row in rows { try connection.execute(insert.sql, row) } } else { try connection.insert(insert, rows) }
                return try connection.all("SELECT id, number, content FROM entry ORDER BY id") { columns in
                    [SQLValue(try columns.int64()), SQLValue(try columns.optionalDouble()), SQLValue(try columns.optionalText())]
                }
            }
            #expect(back == [rows[0], rows[2], rows[3], rows[4], rows[1]])
        }
    }

    @Test func `NaN is null as in SQLite, and zero bytes in texts are refused in a sentence`() async throws {
        try await driver.write { connection in
            try connection.execute("INSERT INTO entry (id, number) VALUES (1, ?)", [.real(.nan)])
            try connection.insert(SQLInsert(into: "entry", ["id", "number"]), (2...9).map { [.integer($0), .real(.nan)] })
        }
        let count = try await driver.read { try $0.first("SELECT count(*) FROM entry WHERE number IS NULL") { try $0.int() } }
        #expect(count == 9)
        let refused = TrackingError.invalid(reason: "a text contains a zero byte, which a PostgreSQL store cannot hold")
        for rows in [1, 9] {
            await #expect(throws: refused) {
                try await driver.write { connection in
                    let insert = SQLInsert(into: "entry", ["id", "content"])
                    try connection.insert(insert, (0..<rows).map { [.integer(Int64(100 + $0)), .text("a\u{0}b")] })
                }
            }
        }
        #expect(try await ids() == Array(1...9))
    }

    @Test func `one statement takes whatever kinds of values its places can hold`() async throws {
        try await driver.write { connection in
            let sql = "INSERT INTO entry (id, number, content) VALUES (?, ?, ?)"
            try connection.execute(sql, [1, nil, nil])
            try connection.execute(sql, [2, 3, "x"])
            try connection.execute(sql, [3, .real(0.5), nil])
            try connection.execute("UPDATE entry SET small = ?, flag = CASE WHEN ? > 1 THEN true END WHERE id = ?", [7, 2, 3])
        }
        let found = try await driver.read { connection in
            try connection.all("SELECT id FROM entry WHERE number > ? ORDER BY id", [1]) { try $0.int() }
                + connection.all("SELECT id FROM entry WHERE number > ? ORDER BY id", [.real(0.25)]) { try $0.int() }
        }
        #expect(found == [2, 2, 3])
        let kinds = try await driver.read { connection in
            try connection.first(
                "SELECT small, flag, count(*) OVER (), sum(id) OVER (), avg(id) OVER (), 'a', id = 3 FROM entry WHERE id = 3"
            ) {
                columns in
                let numbers = [try columns.int(), try columns.bool() ? 1 : 0, try columns.int(), try columns.int(), try columns.int()]
                return "\(numbers) \(try columns.text()) \(try columns.bool())"
            }
        }
        #expect(kinds == "[7, 1, 1, 3, 3] a true")
    }

    @Test(arguments: [
        ("0", SQLValue.integer(0)), ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .real(9.223372036854775808e18)), ("10000", .integer(10_000)), ("-120000000", .integer(-120_000_000)),
        ("0.5", .real(0.5)), ("-12345.6789", .real(-12345.6789)), ("1e-30", .real(1e-30)), ("'NaN'", .null),
        ("'Infinity'", .real(.infinity)),
        ("1.0", .integer(1)), ("0.00010001", .real(0.00010001)),
    ])
    func `decimal numbers are integers where they can be`(text: String, value: SQLValue) async throws {
        let read = try await driver.read { connection in
            var value: SQLValue?
            try connection.forEachRow("SELECT \(text)::numeric", []) { row in
                value = row.value(0)
                return true
            }
            return value
        }
        #expect(read == value)
    }

    @Test func `a long query streams, may be left early and may ask others meanwhile`() async throws {
        try await driver.write { connection in
            try connection.insert(
                SQLInsert(into: "entry", ["id", "content"]),
                (0..<30_000).lazy.map { [.integer($0), .text(String(repeating: "x", count: Int($0 % 100)))] })
        }
        let counts = try await driver.read { connection in
            var seen = 0
            var lengths = 0
            try connection.forEachRow("SELECT id, content FROM entry WHERE id >= ? ORDER BY id", [10]) { row in
                var columns = SQLColumns(row)
                let id = try columns.int64()
                lengths += try columns.text().utf8.count
                seen += 1
                guard id % 5000 == 0 else { return true }
                let same = try connection.first("SELECT id FROM entry WHERE id = ?", [.integer(id)]) { try $0.int64() }
                return same == id
            }
            var first = 0
            try connection.forEachRow("SELECT id FROM entry ORDER BY id DESC", []) { row in
                first += 1
                return first < 3
            }
            return (seen, lengths, first, try connection.first("SELECT count(*) FROM entry") { try $0.int() })
        }
        #expect(counts.0 == 29_990)
        #expect(counts.1 == (10..<30_000).reduce(0) { $0 + $1 % 100 })
        #expect(counts.2 == 3)
        #expect(counts.3 == 30_000)
    }

    @Test func `many rows go in with each rule for keys that exist`() async throws {
        let rows: [[SQLValue]] = (0..<5000).map { [.integer(Int64($0 * 7919 % 2500)), .integer(Int64($0))] }
        try await driver.write { connection in
            try connection.insert(SQLInsert(into: "entry", ["id", "number"], conflict: .keep), rows)
        }
        var first: [Int: Int] = [:]
        for row in rows {
            if case (.integer(let id), .integer(let number)) = (row[0], row[1]) { first[Int(id)] = first[Int(id)] ?? Int(number) }
        }
        func sum() async throws -> Double? { try await driver.read { try $0.first("SELECT sum(number) FROM entry") { try $0.double() } } }
        #expect(try await sum() == Double(first.values.reduce(0, +)))
        try await driver.write { connection in
            try connection.insert(SQLInsert(into: "entry", ["id", "number"], conflict: .replace(key: ["id"])), rows)
        }
        #expect(try await sum() == Double((2500..<5000).reduce(0, +)))
        await #expect(throws: TrackingError.self) {
            try await driver.write { try $0.insert(SQLInsert(into: "entry", ["id"]), [[1], [2], [3], [4], [5]]) }
        }
        let changed = try await driver.write { connection in
            try connection.execute("UPDATE entry SET small = ? WHERE id < ?", each: (0..<600).map { [.integer($0), .integer($0 % 3)] })
        }
        #expect(changed == (0..<600).reduce(0) { $0 + $1 % 3 })
    }

    @Test func `more statements than are kept still work`() async throws {
        let sum = try await driver.read { connection in
            var sum = 0
            for round in 0..<2 {
                for index in 0..<(PostgreSQLStatements.limit + 50) {
                    sum += try connection.first("SELECT \(index) + ?", [.integer(Int64(round))]) { try $0.int() } ?? 0
                }
            }
            return sum
        }
        let count = PostgreSQLStatements.limit + 50
        #expect(sum == count * (count - 1) + count)
    }

    @Test func `a reader sees one moment and changes nothing`() async throws {
        let writer = driver
        let counts = try await driver.read { connection in
            let before = try connection.first("SELECT count(*) FROM entry") { try $0.int() }
            let done = DispatchSemaphore(value: 0)
            Task {
                try await writer.write { _ = try $0.execute("INSERT INTO entry (id) VALUES (1)") }
                done.signal()
            }
            done.wait()
            return [before, try connection.first("SELECT count(*) FROM entry") { try $0.int() }]
        }
        #expect(counts == [0, 0])
        #expect(try await ids() == [1])
        await #expect(throws: TrackingError.self) { try await driver.read { try $0.execute("DELETE FROM entry") } }
        #expect(try await ids() == [1])
    }
}
