import Foundation
import Scoring
import Testing
import TouchstoneJSON

@Suite struct NumberTests {
    @Test(arguments: [
        ("It costs $1,234.50.", 1234.5), ("-$5", -5), ("$-5", -5), ("\u{2212}3", -3), ("1e3", 1000), ("2.5E-1", 0.25), (".5", 0.5),
        ("16-3", 3),
        ("x = -3", -3), ("ages 1,2", 2), ("1,2345", 2345), ("12,345,678", 12_345_678), ("3/4", 0.75), ("on 1/2/2024", 2024), ("40 %", 40),
        ("5.", 5),
        ("v1.2.3", 3), ("7e", 7), ("a--4", -4), ("(-4)", -4), ("€ 5", 5), ("1/0", 0), ("\\$18", 18),
    ])
    func `the last number`(text: String, value: Double) throws {
        #expect(try NumberExtraction.last.number(in: text)?.value == value)
    }

    @Test(arguments: ["", "none", "-", "−", ",", ".", "$", "1e999", "٣", "e5e"])
    func `no number`(text: String) throws {
        let found = try NumberExtraction.last.number(in: text)
        #expect(found == nil || text == "e5e" && found?.value == 5)
    }

    @Test func `places`() throws {
        let text = "first 1 then #### 2 or #### -3 apples, \\boxed{\\frac{1}{4}} and 9"
        #expect(try NumberExtraction.first.number(in: text)?.value == 1)
        #expect(try NumberExtraction.after("####").number(in: text)?.value == -3)
        #expect(try NumberExtraction.boxed.number(in: text)?.value == 0.25)
        #expect(try NumberExtraction.boxed.number(in: "\\boxed{1{,}0} \\boxed{\\$12,000")?.value == 12_000)
        let pattern = try Pattern(#"#### (-?[0-9.,]+)"#)
        #expect(try NumberExtraction.group(1, of: pattern, isLast: false).number(in: text)?.value == 2)
        #expect(try NumberExtraction.group(1, of: pattern, isLast: true).number(in: text)?.value == -3)
        #expect(try NumberExtraction.whole.number(in: " 42 ")?.value == 42)
        #expect(try NumberExtraction.whole.number(in: "42 apples") == nil)
        #expect(try NumberExtraction.after("").number(in: text) == nil)
    }

    private func passes(_ output: JSONValue, _ expected: JSONValue, _ arguments: JSONObject = [:]) throws -> Bool {
        let scorer = try #require(try ScorerCatalogue.standard.scorer("numeric_match", arguments) as? FunctionScorer)
        return try scorer.score(Sample(["outputs": output, "expected": expected])).first?.value == .bool(true)
    }

    @Test func `numeric_match`() throws {
        #expect(try passes("the answer is 1,000", 1000))
        #expect(try passes(0.30000000000000004, "0.3"))
        #expect(try passes("about 99", "100", ["rel_tolerance": 0.02]) && !passes("about 99", "100"))
        #expect(try passes("50 %", 0.5, ["percent_as_share": true]))
        #expect(try passes("#### 7\nbut maybe 8", "so\n#### 7", ["extraction": "after"]))
        #expect(try passes("3", ["1", 3]))
        #expect(try !passes("no idea", 3))
        #expect(throws: ScoringError.self) { try passes("3", "none") }
        #expect(throws: ScorerArgumentError.self) { try passes("3", 3, ["extraction": "regex"]) }
        #expect(throws: ScorerArgumentError.self) { try passes("3", 3, ["extraction": "regex", "pattern": "(3)", "group": 2]) }
    }

    @Test func `huge texts`() throws {
        for piece in ["1", "1,", "-", "$", "1/", "1e", "\\boxed{", ".", "#### "] {
            let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
            _ = try NumberExtraction.last.number(in: text)
            _ = try NumberExtraction.boxed.number(in: text)
            _ = try NumberExtraction.after("####").number(in: text)
        }
    }

    /// The solutions of four models to GSM8K's test problems, with the labels published beside them.
    @Test(arguments: [("6b_finetuning", 286), ("175b_finetuning", 458), ("6b_verification", 515), ("175b_verification", 742)])
    func `GSM8K solutions score as published`(model: String, right: Int) throws {
        guard let rows = try GSM8K.rows() else { return print("the GSM8K check is skipped: shared/data/gsm8k is not beside the project") }
        for arguments: JSONObject in [[:], ["extraction": "after", "marker": "A:"], ["fractions": false]] {
            var differing: [Int] = []
            var count = 0
            for (offset, row) in rows.enumerated() {
                let passed = try passes(row[model]?["solution"] ?? nil, row["ground_truth"] ?? nil, arguments)
                if passed { count += 1 }
                if JSONValue.bool(passed) != row[model]?["is_correct"] { differing.append(offset) }
            }
            #expect(differing.isEmpty, "\(arguments)")
            #expect(count == right)
        }
    }
}

private enum GSM8K {
    static func rows() throws -> [JSONValue]? {
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<7 {
            folder = folder.deletingLastPathComponent()
            let file = folder.appending(path: "shared/data/gsm8k/example_model_solutions.jsonl")
            guard let data = try? Data(contentsOf: file) else { continue }
            return try data.split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: Array($0)) }
        }
        return nil
    }
}
