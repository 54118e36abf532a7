import Testing

@testable import Tracking

@Suite struct SearchGrammarTests {
    private func parts(_ text: String) throws -> [[String]] {
        try SearchFilter.comparisons(text).map { [$0.left.written, $0.comparator, $0.right?.written ?? ""] }
    }

    private func message(_ text: String) -> String {
        do {
            _ = try SearchFilter.comparisons(text)
            return "no error"
        } catch { return error.message }
    }

    @Test(arguments: [
        ("metrics.a > 1", [["metrics.a", ">", "1"]]),
        ("  metrics.a>=-1.5e-3\tAND\nparams.b='x'  ", [["metrics.a", ">=", "-1.5e-3"], ["params.b", "=", "'x'"]]),
        ("tags.a='x'AND tags.b like \"y\"", [["tags.a", "=", "'x'"], ["tags.b", "LIKE", "\"y\""]]),
        ("tags.mlflow.runName ILIKE '%x%'", [["tags.mlflow.runName", "ILIKE", "'%x%'"]]),
        ("tags.`a b.c` != 'x'", [["tags.`a b.c`", "!=", "'x'"]]),
        ("tags.\"a and b\" = 'x'", [["tags.\"a and b\"", "=", "'x'"]]),
        ("tags.'a b' = 'x'", [["tags.'a b'", "=", "'x'"]]),
        ("`run name` = 'x'", [["`run name`", "=", "'x'"]]),
        ("tags.日本 = 'é'", [["tags.日本", "=", "'é'"]]),
        (
            "\u{A0}tags.a\u{A0}=\u{2003}'x\u{A0}y'\u{A0}AND\u{3000}metrics.b > 1\u{A0}\u{85}",
            [["tags.a", "=", "'x\u{A0}y'"], ["metrics.b", ">", "1"]]
        ),
        ("tags.à‐ = 'x'", [["tags.à‐", "=", "'x'"]]),
        ("tags.a = 'it''s AND OR ; ()'", [["tags.a", "=", "'it''s AND OR ; ()'"]]),
        ("tags.a = 'C:\\'", [["tags.a", "=", "'C:\\'"]]),
        ("tags.a Is Not\n Null and tags.b is null", [["tags.a", "IS NOT NULL", ""], ["tags.b", "IS NULL", ""]]),
        ("run_id not in ('a', \"b\",)", [["run_id", "NOT IN", "('a', \"b\",)"]]),
        (
            "metrics.a = .5 AND metrics.b = 5. AND metrics.c = +1",
            [["metrics.a", "=", ".5"], ["metrics.b", "=", "5."], ["metrics.c", "=", "+1"]]
        ),
        ("", []),
    ])
    func `comparisons are read as they are written`(_ text: String, _ expected: [[String]]) throws {
        #expect(try parts(text) == expected)
    }

    @Test(arguments: [
        ("metrics.a > 1 OR metrics.b < 2", "'OR'"),
        ("(metrics.a > 1)", "'(metrics.a > 1)'"),
        ("metrics.A > 0.1 AND (params.B = 'LR')", "'(params.B = 'LR')'"),
        ("metrics.A > 0.1 NAND params.B = 'LR'", "'NAND'"),
        ("NOT metrics.a > 1", "'NOT'"),
        ("metrics.a", "'metrics.a'"),
        ("metrics.a >", "'metrics.a', '>'"),
        ("metrics.a 1", "'metrics.a', '1'"),
        ("metrics.a > 1;", "';'"),
        ("tags.a = 'x' -- tail", "'-- tail'"),
        ("tags.a = 'x' /* why */ AND tags.b = 'y'", "'/* why */'"),
        ("tags.acc = = 'LR'", "'='"),
        ("attribute.status = true", "'attribute.status', '=', 'true'"),
        ("attribute.status IS 'RUNNING'", "'attribute.status', 'IS', ''RUNNING''"),
        ("tags.a = NULL", "'tags.a', '=', 'NULL'"),
        ("run_id IN 'a'", "'run_id', 'IN', ''a''"),
        ("run_id IN ('a'", "'run_id', 'IN', '('"),
        ("run_id IN ('a'))", "')'"),
        ("tags.a BETWEEN 1 AND 2", "'tags.a', 'BETWEEN', '1'"),
        ("params.acc = 'LR", "'params.acc', '=', ''LR'"),
        ("params.acc = LR'", "'''"),
        ("params.'acc = LR", "'params.', ''acc = LR'"),
        ("`metrics.A > 0.1", "'`metrics.A > 0.1'"),
        ("param`.A > 0.1", "'param', '`.A > 0.1'"),
        (".a = 'x'", "'.'"),
        ("metrics.a > - 1", "'metrics.a', '>', '-', '1'"),
        ("tags.a = 'x' UNION SELECT 1", "'UNION', 'SELECT', '1'"),
        ("status = 'a' AND", "'AND'"),
        ("AND status = 'a'", "'AND'"),
        ("status = 'a' AND AND status = 'b'", "'AND'"),
        ("status = 'a' status = 'b'", "'status = 'b''"),
        ("tags.a:b = 'x'", "'tags.a', ':'"),
        ("metrics.a > 1, metrics.b < 2", "','"),
    ])
    func `pieces that belong to no comparison are named`(_ text: String, _ pieces: String) {
        let message = message(text)
        #expect(message.hasPrefix("Invalid clause(s) in filter string: "), "\(message)")
        #expect(message.contains(pieces), "\(message)")
    }

    @Test func `other refusals have texts of their own`() {
        #expect(message("1.0 > metrics.acc") == "Invalid comparison clause. Expected 'Identifier' found '1.0'")
        #expect(message("'name' = 'x'") == "Invalid comparison clause. Expected 'Identifier' found ''name''")
        #expect(message("metrics.a > 1; metrics.b < 2").hasPrefix("Search filter contained multiple expression"))
        #expect(message("tags.a = 'x'; DROP TABLE run").hasPrefix("Search filter contained multiple expression"))
        #expect(message("   ") == "Invalid filter '   '. Could not be parsed.")
        #expect(message("tags.a = '\u{0}'").contains("NUL"))
        #expect(message(String(repeating: "x", count: 2_000_000)).contains("longer"))
        let many = Array(repeating: "metrics.a > 1", count: 201).joined(separator: " AND ")
        #expect(message(many).contains("at most 200"))
    }

    @Test func `messages stay short whatever they are about`() {
        for text in [
            String(repeating: "(", count: 100_000), String(repeating: "x ", count: 100_000), "a '" + String(repeating: "y", count: 100_000),
        ] {
            #expect(message(text).utf8.count < 20_000)
        }
    }

    @Test(arguments: [
        ("metrics.a", "metrics.a", true), ("metrics.a ASC", "metrics.a", true), ("metrics.`a b`  desc", "metrics.`a b`", false),
        ("start_time\tDESC", "start_time", false), ("\"run name\" asc", "\"run name\"", true),
    ])
    func `orders are a key and a direction`(_ text: String, _ key: String, _ isAscending: Bool) throws {
        let order = try SearchOrder(text)
        #expect(order.key == key)
        #expect(order.isAscending == isAscending)
    }

    @Test(arguments: [
        "", " ", "metrics.a ", " metrics.a", "metrics.a, metrics.b", "metrics.a;", "1", "'a'", "metrics.A != 1", "metrics.a ASC DESC",
        "metrics.a ASC NULLS LAST", "metrics.a DESC;DROP", "`metrics.A", "metrics.'x", "metrics.a/b DESC", "metrics.a 'x'",
    ])
    func `what is no order is refused`(_ text: String) {
        #expect(throws: SearchError("Invalid order_by clause '\(text)'. Could not be parsed.")) { try SearchOrder(text) }
    }

    @Test(arguments: ["metrics.a dsc", "attribute.run_id ACS", "run name", "x or"])
    func `what is no direction is refused`(_ text: String) {
        #expect(throws: SearchError("Invalid ordering key in order_by clause '\(text)'.")) { try SearchOrder(text) }
    }
}
