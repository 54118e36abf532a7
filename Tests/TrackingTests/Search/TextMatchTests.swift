import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct TextMatchTests {
    /// LIKE as it is meant, one character after the other.
    private static func isLike(_ text: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
        var reached: Set<Int> = [0]
        for letter in pattern {
            if letter == "%" {
                if let first = reached.min() { reached = Set(first...text.count) }
            } else {
                reached = Set(reached.compactMap { $0 < text.count && (letter == "_" || text[$0] == letter) ? $0 + 1 : nil })
            }
        }
        return reached.contains(text.count)
    }

    @Test func `patterns mean what LIKE means`() throws {
        var state: UInt64 = 7
        func next(_ bound: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % bound)
        }
        let letters: [Unicode.Scalar] = ["a", "b", "é", "\n", "."]
        let marks: [Unicode.Scalar] = ["a", "b", "é", ".", "%", "%", "_"]
        for _ in 0..<20_000 {
            let text = (0..<next(7)).map { _ in letters[next(5)] }
            let pattern = (0..<next(6)).map { _ in marks[next(7)] }
            let found = try matches(String(String.UnicodeScalarView(text)), like: String(String.UnicodeScalarView(pattern)))
            #expect(found == Self.isLike(text, pattern), "\(text) LIKE \(pattern)")
        }
    }

    private func matches(_ text: String, like pattern: String, ignoresCase: Bool = false) throws -> Bool {
        let fragment = try TextPattern(like: pattern, ignoresCase: ignoresCase).matching(SQLFragment("x"), .sqlite)
        return try outcome(fragment, text) == .matches
    }

    private func outcome(_ fragment: SQLFragment, _ text: String) throws -> TextMatcher.Outcome {
        guard case .text(let expression)? = fragment.arguments.first else { return .differs }
        let matcher = try #require(TextMatcher(expression))
        let bytes = Array(text.utf8) + [0]
        return bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { matcher.match($0, count: text.utf8.count) } ?? .differs
        }
    }

    @Test func `signs of other languages mean themselves, and case is folded in all scripts`() throws {
        for text in ["a.b", "a*b", "[a]", "a\\b", "(a|b)+$", "^a?", "{1}", "a-b", "a/b", "\"a\"", "a'b", "\\E\\Q", "#x", " a "] {
            #expect(try matches(text, like: text))
            #expect(try !matches("x" + text, like: text))
            #expect(try matches("x" + text + "y", like: "%" + text + "_"))
        }
        #expect(try matches("ÄPFEL und Birnen", like: "äpfel%BIRNEN", ignoresCase: true))
        #expect(try matches("ПРИВЕТ", like: "привет", ignoresCase: true))
        #expect(try !matches("ПРИВЕТ", like: "привет"))
    }

    @Test(.timeLimit(.minutes(5)), arguments: StoreKind.all) func `patterns that explode end soon`(kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await folder.open(kind)
        let run = try await store.newRun()
        try await store.setTags(["t": String(repeating: "a", count: 8_000)], of: run)
        let patterns = [
            String(repeating: "%a", count: 900) + "%b", String(repeating: "a", count: 1_900) + "b",
            "%" + String(repeating: "a", count: 1_900) + "b%",
            String(repeating: "%", count: 2_000), String(repeating: "_%", count: 900) + "b", String(repeating: "%_a", count: 600) + "%b",
        ]
        for pattern in patterns {
            for comparator in ["LIKE", "ILIKE"] {
                let found = try await store.searchRuns(experiments: [.default], filter: "tags.t \(comparator) '\(pattern)'").items.count
                #expect(found == (pattern.contains("b") ? 0 : 1))
            }
        }
        let error = await #expect(throws: SearchError.self) {
            try await store.searchRuns(experiments: [.default], filter: "tags.t LIKE '\(String(repeating: "%", count: 2_001))'")
        }
        #expect(error?.message.contains("at most 2000") == true)
    }

    @Test func `regular expressions that explode are stopped, and wrong ones refused`() throws {
        let text = String(repeating: "a", count: 5_000)
        for expression in ["(a+)+$b", "(a|a)*c", "(a*)*b", "(.*a){20}b", "(a|aa)+$x"] {
            let fragment = try TextPattern(expression: expression).matching(SQLFragment("x"), .sqlite)
            #expect(try outcome(fragment, text) != .matches)
        }
        for expression in ["(", "[a", "a{2,1}", "*a", "(?<n", "\\", "(?P<1>a)"] {
            let error = #expect(throws: SearchError.self) { try TextPattern(expression: expression) }
            #expect(error?.message.hasPrefix("Invalid regular expression") == true)
        }
        let fragment = try TextPattern(expression: "^b.*[0-9]$").matching(SQLFragment("x"), .sqlite)
        #expect(try outcome(fragment, "bcd7") == .matches)
        #expect(try outcome(fragment, "abcd7") == .differs)
    }

    @Test(arguments: StoreKind.all) func `expressions that only one database takes are the client's mistake on the other`(
        kind: StoreKind
    ) async throws {
        let folder = try TemporaryFolder()
        let store = try await folder.open(kind)
        _ = try await store.startTrace(Trace(id: "tr-1", experiment: .default, requestTime: .fixed(), state: .ok))
        // Atomic groups and \K are PCRE2's.
        for expression in ["(?>a)", "(?<name>a)", "a\\Kb"] {
            do {
                _ = try await store.searchTraces(experiments: [.default], filter: "request_id RLIKE '\(expression)'")
                #expect(kind == .sqlite, "\(expression)")
            } catch let error as SearchError {
                #expect(kind == .postgreSQL && error.message.contains("regular expression"), "\(error.message)")
            }
        }
        // A zero byte cannot be in a text of PostgreSQL, nor in a filter.
        await #expect(throws: SearchError.self) {
            try await store.searchTraces(experiments: [.default], filter: "request_id = '\0'")
        }
        try store.close()
    }

    @Test(.enabled(if: StoreKind.all.contains(.postgreSQL), "PostgreSQL is not installed"))
    func `PostgreSQL has little time for a client's expression, and its own for everything else`() async throws {
        let folder = try TemporaryFolder()
        let store = try await folder.open(.postgreSQL)
        let times = try await store.read { connection in
            func time() throws -> String? { try connection.first("SELECT current_setting('statement_timeout')") { try $0.text() } }
            let plain = try TraceSearchTerms.condition(filter: "name LIKE '%a%'", orderBy: [], dialect: connection.dialect)
            let expression = try TraceSearchTerms.condition(filter: "name RLIKE '(a*)*'", orderBy: [], dialect: connection.dialect)
            let before = try TextPattern.limitTime(of: plain.condition, connection) ? nil : try time()
            let after = try TextPattern.limitTime(of: expression.condition, connection) ? try time() : nil
            return [before, after]
        }
        #expect(times == ["1min", "5s"])
        #expect(try await store.read { try $0.first("SELECT current_setting('statement_timeout')") { try $0.text() } } == "1min")
        try store.close()
    }
}
