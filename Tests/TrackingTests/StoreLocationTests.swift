import Testing

@testable import Tracking

@Suite struct StoreLocationTests {
    @Test(arguments: [
        ("store.db", "store.db"), ("/a/b.db", "/a/b.db"), ("sqlite:///b.db", "b.db"), ("sqlite:////a/b.db", "/a/b.db"),
        ("SQLite:////a", "/a"), ("a:b.db", "a:b.db"), ("dir/x://y", "dir/x://y"),
    ])
    func `paths and URLs name a file`(text: String, path: String) throws {
        #expect(try StoreLocation(parsing: text) == .sqlite(path: path))
        #expect(try StoreLocation(parsing: text).artifactFolder == path + ".artifacts")
        #expect(try StoreLocation(parsing: text, artifactFolder: "/srv").artifactFolder == "/srv")
    }

    @Test(arguments: ["", "sqlite://", "sqlite:///", "sqlite://host/a.db", "mysql://x", "a\u{0}b", "http://localhost:5000"])
    func `anything else is refused`(text: String) {
        #expect(throws: TrackingError.self) { try StoreLocation(parsing: text) }
    }

    private func address(_ text: String) throws -> PostgreSQLAddress {
        guard case .postgreSQL(let address, _) = try StoreLocation(parsing: text) else { throw TrackingError.notAStore(path: text) }
        return address
    }

    @Test(arguments: [
        ("postgresql://", [:]), ("postgres://h/db", ["host": "h", "dbname": "db"]),
        ("postgresql+psycopg2://u@h:5433/db", ["user": "u", "host": "h", "port": "5433", "dbname": "db"]),
        ("POSTGRESQL://h1:1,h2/db", ["host": "h1,h2", "port": "1,", "dbname": "db"]),
        ("postgresql://[::1]:7/db", ["host": "::1", "port": "7", "dbname": "db"]),
        ("postgresql://a%40b@%2Ftmp%2Fs/d%20b", ["user": "a@b", "host": "/tmp/s", "dbname": "d b"]),
        (
            "postgresql:///db?host=/tmp&sslmode=verify-full&options=-csearch_path%3Dx",
            ["dbname": "db", "host": "/tmp", "sslmode": "verify-full", "options": "-csearch_path=x"]
        ),
        ("postgresql://h/db?ssl=true", ["host": "h", "dbname": "db", "sslmode": "require"]),
    ])
    func `a URL of PostgreSQL is read as libpq reads it`(text: String, settings: [String: String]) throws {
        #expect(try address(text).settings == settings)
    }

    @Test func `the password goes to libpq and into no text`() throws {
        for text in ["postgresql://ada:s3cr%25et@h:5/db", "postgresql://ada@h:5/db?password=s3cr%25et"] {
            let location = try StoreLocation(parsing: text)
            let address = try address(text)
            #expect(try address.keywords(connectTimeout: 5)["password"] == "s3cr%et")
            #expect(location.description == "postgresql://ada@h:5/db")
            var dumped = ""
            dump(location, to: &dumped)
            for shown in ["\(location)", "\(address)", String(reflecting: location), String(reflecting: [address]), dumped] {
                #expect(!shown.contains("s3cr"))
            }
        }
    }

    @Test(arguments: [
        "postgresql://u:s3cret@h:port/db", "postgresql://u:s3c/ret@h/db", "postgresql://u:s3cret%@h/db", "postgresql://u:s3c%00ret@h/db",
        "postgresql://u:s3cret@h/db?nonsense=1", "postgresql://u:s3cret@h/db?sslmode", "postgresql://u:s3c?ret@h/db",
        "mysql://u:s3cret@h/db",
        "postgresql://u:s3cret@h/db?client_encoding=latin1", "postgresql://u:%FFs3cret@h/db",
    ])
    func `a URL that cannot be read is refused without its password`(text: String) throws {
        let error = try #require(#expect(throws: TrackingError.self) { try StoreLocation(parsing: text) })
        for part in ["s3c", "ret"] { #expect(!error.description.contains(part), "\(error)") }
    }

    @Test func `artifacts of a PostgreSQL store need a folder that is named`() throws {
        #expect(try StoreLocation(parsing: "postgresql://h/db?artifacts=/srv/a%20b").artifactFolder == "/srv/a b")
        #expect(try StoreLocation(parsing: "postgresql://h/db?artifacts=/a", artifactFolder: "/b").artifactFolder == "/b")
        let error = try #require(
            #expect(throws: TrackingError.self) { try StoreLocation(parsing: "postgresql://h/db").artifactFolder })
        #expect(error.description.contains("artifacts=FOLDER"))
    }

    @Test func `a database without a folder for artifacts takes the one that is offered`() throws {
        #expect(try StoreLocation(parsing: "postgresql://h/db").keepingArtifacts(in: "/srv").artifactFolder == "/srv")
        #expect(try StoreLocation(parsing: "postgresql://h/db?artifacts=/own").keepingArtifacts(in: "/srv").artifactFolder == "/own")
        #expect(try StoreLocation(parsing: "a.db").keepingArtifacts(in: "/srv").artifactFolder == "a.db.artifacts")
    }
}
