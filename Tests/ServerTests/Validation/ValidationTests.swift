import Testing
import Tracking

@testable import Server

@Suite struct ValidationTests {
    private func problem(_ key: String) -> String? {
        do {
            try KeyGrammar.check(key, "key")
            return nil
        } catch { return error.message }
    }

    @Test(arguments: ["a", "a b", "a/b", "a.b-c_d:e", "é ü", "a..", "a/..b", "train/loss", ".x", "中文", "²"])
    func `names that are kept`(key: String) { #expect(problem(key) == nil) }

    @Test(arguments: [
        ("a//b", "a/b"), ("./a", "a"), ("../a", "../a"), ("/a", "/a"), ("a/../b", "b"), ("a/", "a"), (".", "."), ("..", ".."), ("", "."),
        ("..a", "..a"),
        ("...", "..."), ("..a/b", "..a/b"), ("a//\u{FF9E}", "a/\u{FF9E}"), ("./\u{FF9E}", "\u{FF9E}"), ("a/../\u{FF9E}", "\u{FF9E}"),
        ("x/./\u{FF9E}", "x/\u{FF9E}"), ("a//\u{E33}b", "a/\u{E33}b"),
    ])
    func `names that mean another path`(key: String, resolved: String) {
        #expect(problem(key).map { Array($0.utf8.suffix(resolved.utf8.count + 2)) } == Array("'\(resolved)'".utf8))
        #expect(problem(key)?.contains("This name would resolve to ") == true)
    }

    @Test(arguments: [
        "a/b", "a:b", "a.b", "a%b", "a\"b", "a'b", "", "a/\u{301}b", "a:\u{301}", "a.\u{301}", "a%\u{301}", "a\"\u{301}", "a'\u{301}",
        "a/\u{FF9E}",
    ])
    func `logged models are not named like paths, also before a combining character`(name: String) {
        #expect(throws: MLflowError.self) { try LoggedModelName.check(name) }
        #expect(throws: Never.self) { try LoggedModelName.check("e\u{301}-1") }
    }

    @Test(arguments: ["a;b", "a\nb", "a\u{0}", "a#", "a\\b", "a%2e", "😀", "a\""])
    func `names with other characters`(key: String) { #expect(problem(key)?.contains("Names may only contain") == true) }

    @Test func `texts are measured in characters, not bytes`() throws {
        let limit = TextLimit(most: 3)
        #expect(throws: Never.self) { try limit.check("äöü", "name") }
        #expect(throws: MLflowError.invalid("'name' exceeds the maximum length of 3 characters")) { try limit.check("abcd", "name") }
        #expect(limit.cut("äöüß") == "äöü")
        #expect(limit.cut("abc") == "abc")
    }

    @Test func `batches have limits of each kind and of all`() {
        let names = { (count: Int) in (0..<count).map { "p\($0)" } }
        #expect(throws: Never.self) { try BatchLimits.check(metrics: 800, params: names(100), tags: 100) }
        let faults: [(Int, Int, Int, String)] = [
            (1001, 0, 0, "at most 1000 metrics. Got 1001 metrics."), (0, 101, 0, "at most 100 params. Got 101 params."),
            (0, 0, 101, "at most 100 tags. Got 101 tags."),
            (950, 51, 0, "at most 1000 metrics, params, and tags. Got 1001 metrics, params, and tags."),
        ]
        for (metrics, params, tags, message) in faults {
            let error = #expect(throws: MLflowError.self) { try BatchLimits.check(metrics: metrics, params: names(params), tags: tags) }
            #expect(error?.message.contains("A batch logging request can contain \(message)") == true)
        }
        let repeated = #expect(throws: MLflowError.self) { try BatchLimits.check(metrics: 0, params: ["b", "a", "b"], tags: 0) }
        #expect(repeated?.message.hasPrefix("Duplicate parameter keys have been submitted: ['b'].") == true)
        #expect(throws: Never.self) { try BatchLimits.check(metrics: 0, params: ["\u{E9}", "e\u{301}"], tags: 0) }
    }

    @Test func `local artifact locations become absolute, others stay`() throws {
        let cases = [
            ("rel/x", "/srv/rel/x"), ("/abs", "/abs"), ("s3://b/a", "s3://b/a"), ("file:x", "file:///srv/x"), ("file:///x", "file:///x"),
            ("mlflow-artifacts:/x", "mlflow-artifacts:/x"), ("a:b/c", "a:b/c"), ("1:b", "/srv/1:b"),
        ]
        for (text, location) in cases { #expect(try ArtifactLocationCheck.location(text, folder: "/srv") == location) }
        #expect(try ArtifactLocationCheck.location("") == nil)
        for text in ["runs:/x/y", "s3://b/a#f", "/a/b;p", String(repeating: "x", count: 2049)] {
            #expect(throws: MLflowError.self) { try ArtifactLocationCheck.location(text) }
        }
    }

    @Test(arguments: ["http", "https", "ftp", "sftp", "hdfs", "viewfs", "mlflow-artifacts", "r2", "b2", "abfss", "HTTP"])
    func `locations on another host are refused unless their scheme is allowed`(scheme: String) throws {
        let text = "\(scheme)://host:1/x"
        let error = #expect(throws: MLflowError.self) { try ArtifactLocationCheck.location(text) }
        #expect(error?.code == .invalidParameterValue)
        #expect(error?.message.hasPrefix("'artifact_location' cannot use the '\(scheme.lowercased())' scheme: ") == true)
        #expect(throws: MLflowError.self) { try ArtifactLocationCheck.location(text + " ") }
        let rules = ModelSourceRules(allowedHostSchemes: [scheme.lowercased()])
        #expect(try ArtifactLocationCheck.location(text, rules: rules) == text)
        #expect(try ArtifactLocationCheck.location(text, rules: ModelSourceRules(ownHosts: ["host:1"])) == text)
    }

    @Test func `experiments have whole numbers`() throws {
        #expect(try ExperimentID(checking: "12") == ExperimentID(rawValue: 12))
        #expect(try ExperimentID(checking: "99999999999999999999").rawValue == .max)
        #expect(throws: MLflowError.invalid("Invalid experiment ID 'abc'. Experiment ID must be a valid integer.")) {
            try ExperimentID(checking: "abc")
        }
    }

    @Test func `random names repeat with their generator and keep to the grammar`() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<100 {
            let parts = RandomRunName.next(using: &generator).split(separator: "-")
            #expect(parts.count == 3)
            #expect(Int(parts[2]) != nil)
        }
    }
}
