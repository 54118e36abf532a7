import Testing

@testable import Tracking

@Suite struct ModelSourceTests {
    @Test(arguments: [
        "s3://bucket/path", "s3://bucket//a//b/", "s3:/bucket/a", "gs://b/x", "dbfs:/a/b", "wasbs://c@b/x", "azureml://x/y",
        "unknown://x/y", "s3://b/a%2e%2e/b", "s3://b/a..b/c", "s3://b/..../x", "s3://b/a?x=1", "s3://b/a#x", "s3://b/ü/%C3%BC",
        "hdfs:/a/b", "hdfs:///a/b",
    ])
    func `places that only clients go to are taken`(_ source: String) throws {
        #expect(try ModelSource(parsing: source) == .elsewhere)
    }

    @Test(arguments: [
        "s3://b/a/../b", "s3://b/a/./b", "s3://b/..", "s3://b/..%2fx", "s3://b/%2e%2e/x", "s3://b/%252e%252e/x", "s3://b/%25252e%25252E/x",
        "s3://b/a/%2e%2e%2fx", "s3://b/a\\..\\x", "s3://b/a%5c..%5cx", "s3://b", "s3:b", "s3://b/a%00b", "s3://b/a\u{0}b",
        "dbfs:/a/../b", "mlflow-artifacts:/../../etc", "mlflow-artifacts:/a/%252e%252e/%252e%252e/b", "runs:/a/../../b", "runs:/",
        "models:/", "models:/..", "models:/%2e%2e/1", "C:\\x", "c:/x", "\\\\host\\x", " s3://b/x", "s3://b/x ", "s3://b/a\nb",
        "file%3A///etc", "mlflow-artifacts%3A/x", "%66ile:///etc", "http://h/../x", "mlflow-artifacts://host:9000/models/..%2f..%2fa",
        "ftp://host:8888/api/2.0/mlflow-artifacts/artifacts/../../../",
    ])
    func `a step up, a zero byte or a hidden scheme is refused in any spelling`(_ source: String) {
        #expect(throws: RegistryError.self) { try ModelSource(parsing: source) }
        guard case .failure(.invalid(let message)) = Result(catching: { () throws(RegistryError) in try ModelSource(parsing: source) })
        else {
            Issue.record("not refused")
            return
        }
        #expect(message.contains("Invalid model version source"))
        #expect(message.contains("If supplying a source as an http, https,"))
    }

    @Test(arguments: [
        "file://host/etc", "file:etc", "etc", "./etc", "../etc", "file:///a/../etc", "file:///a/%2e%2e/etc", "/a/%252e%252e/etc",
        "/a/./b", "dummy-source", "FILE://evil/etc", "file:%2e%2e/etc",
    ])
    func `local places must be plain absolute paths`(_ source: String) {
        guard case .failure(.invalid(let message)) = Result(catching: { () throws(RegistryError) in try ModelSource(parsing: source) })
        else {
            Issue.record("not refused")
            return
        }
        #expect(message.contains("To use a local path as a model version source"))
    }

    @Test(arguments: [
        ("/srv/a/b", "/srv/a/b"), ("file:///srv/a", "/srv/a"), ("FILE:///srv//a/", "/srv/a"), ("file:/srv/a", "/srv/a"),
        ("File://LOCALHOST/srv/a", "/srv/a"), ("file:///srv/%61", "/srv/a"),
    ])
    func `every spelling of a local place is one path`(_ source: String, _ path: String) throws {
        #expect(try ModelSource(parsing: source) == .local(path: path))
    }

    @Test(arguments: ["ftp", "sftp", "hdfs", "viewfs", "http", "https", "HTTP", "mlflow-artifacts", "r2", "b2", "abfss"])
    func `addresses that name a host are refused unless their scheme is allowed`(_ scheme: String) throws {
        let source = "\(scheme)://host:1/a/b"
        guard case .failure(.invalid(let message)) = Result(catching: { () throws(RegistryError) in try ModelSource(parsing: source) })
        else {
            Issue.record("not refused")
            return
        }
        #expect(message.contains("cannot use the '\(scheme.lowercased())' scheme"))
        let rules = ModelSourceRules(allowedHostSchemes: [scheme.lowercased()])
        switch try ModelSource(parsing: source, rules: rules) {
        case .elsewhere: #expect(scheme != "mlflow-artifacts")
        case .proxied: #expect(scheme == "mlflow-artifacts")
        default: Issue.record("neither elsewhere nor proxied")
        }
    }

    @Test func `an address of a server's artifacts is one of them`() throws {
        let rules = ModelSourceRules(allowedHostSchemes: ["http"])
        guard case .proxied(let place) = try ModelSource(parsing: "http://h/p/api/2.0/mlflow-artifacts/artifacts/1/x", rules: rules) else {
            Issue.record("not proxied")
            return
        }
        #expect(!place.isWithin("mlflow-artifacts:/1/x"))
        #expect(place.isWithin("http://H/p/api/2.0/mlflow-artifacts/artifacts/1"))
    }

    @Test(arguments: [
        ("runs:/abc/model", ModelSource.run("abc")), ("RUNS:/abc", .run("abc")), ("runs:/%61bc/x", .run("abc")),
        ("models:/m-1", .loggedModel("m-1")), ("models:/name/3", .registered(name: "name", .version(3))),
        ("models:/name/latest", .registered(name: "name", .latest)), ("models:/name/Latest", .registered(name: "name", .latest)),
        ("models:/name@champion", .registered(name: "name", .alias("champion"))),
        ("models:/name/production", .registered(name: "name", .stage(.production))),
    ])
    func `runs and models are read from their names`(_ source: String, _ expected: ModelSource) throws {
        #expect(try ModelSource(parsing: source) == expected)
    }

    @Test(arguments: [
        "runs://host/abc/model", "models://host/name/1", "models:/name/1/2", "models:/name@", "models:/@alias", "models:/name/nothing",
    ])
    func `names of other registries, and names of nothing, are refused`(_ source: String) {
        #expect(throws: RegistryError.self) { try ModelSource(parsing: source) }
    }

    @Test(arguments: [
        ("mlflow-artifacts:/0/r/artifacts/model", true), ("mlflow-artifacts:/0/r/artifacts", true),
        ("mlflow-artifacts:/0/r/artifacts2/model", false), ("mlflow-artifacts:/0/r", false),
        ("mlflow-artifacts:/0/other/artifacts/m", false),
        ("mlflow-artifacts:/0/%72/artifacts/m", true), ("mlflow-artifacts:///0/r/artifacts/m", true),
        ("mlflow-artifacts:/0/r/artifacts%2fm", true), ("MLFLOW-ARTIFACTS:/0/r/artifacts/m", true),
        ("mlflow-artifacts:/0/R/artifacts/m", false),
    ])
    func `a place is within a root segment by segment`(_ source: String, _ isWithin: Bool) throws {
        guard case .proxied(let place) = try ModelSource(parsing: source) else {
            Issue.record("not proxied")
            return
        }
        #expect(place.isWithin("mlflow-artifacts:/0/r/artifacts") == isWithin)
    }
}
