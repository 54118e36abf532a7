import Scoring
import Testing
import TouchstoneJSON

@Suite struct PatternTests {
    @Test(arguments: [
        ("(", "the pattern \"(\" is wrong at character 1: missing closing parenthesis"),
        ("é[", "is wrong at character 2: missing terminating ] for character class"),
        ("a{2,1}", "numbers out of order in {} quantifier"),
        (String(repeating: "(", count: 10_000), "is wrong at character"),
        (String(repeating: "a", count: 100_000), "longer than 65536 bytes"),
    ])
    func `a wrong pattern is refused with its place`(source: String, sentence: String) {
        #expect { try Pattern(source) } throws: { "\($0)".contains(sentence) }
    }

    @Test(arguments: ["(a+)+$", "(a|aa)+$", "(a|a)*b", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$", #"(\w+\s?)*!$"#])
    func `hostile patterns are stopped with a sentence`(source: String) throws {
        let pattern = try Pattern(source)
        let text = String(repeating: "a", count: 5_000) + "\u{0}"
        do {
            #expect(try !pattern.matches(text))
        } catch {
            #expect("\(error)".contains("backtracks too much"))
        }
    }

    @Test func `what outgrows the compiled code's stack is still matched or refused`() throws {
        let pattern = try Pattern("^(?:(a)|b)*$")
        let text = String(repeating: "ab", count: 50_000)
        do {
            #expect(try pattern.matches(text))
        } catch {
            #expect("\(error)".contains("backtracks too much"))
        }
    }

    @Test func `a hostile pattern fails its sample and not the others`() throws {
        let scorer = try #require(try ScorerCatalogue.standard.scorer("regex_match", ["pattern": "(a+)+$"]) as? FunctionScorer)
        let hostile = Sample(["outputs": .string(String(repeating: "a", count: 40) + "!")])
        let error = #expect(throws: ScoringError.self) { try scorer.score(hostile) }
        #expect(error?.isUnscored == false)
        #expect(try scorer.score(Sample(["outputs": "aaa"])).first?.value == .bool(true))
    }

    @Test func `all scripts count as letters and digits`() throws {
        #expect(try Pattern(#"^\w+$"#).matches("naïve東京"))
        #expect(try Pattern(#"^\d{3}$"#).matches("١٢٣"))
        #expect(try Pattern("straße", options: .ignoresCase).matches("STRAßE"))
        #expect(try Pattern(#"\u00e9"#).matches("café"))
        #expect(try Pattern("^.$").matches("😀"))
    }

    @Test func `options`() throws {
        #expect(try Pattern("^b$", options: .multiline).matches("a\nb"))
        #expect(try Pattern("a.b", options: .dotMatchesAll).matches("a\nb"))
        #expect(try !Pattern("a.b").matches("a\nb"))
        #expect(try Pattern("a b # c", options: .extended).matches("ab"))
        #expect(try !Pattern("a|ab", options: .wholeText).matches("abc"))
        #expect(try Pattern("a|ab", options: .wholeText).matches("ab"))
        #expect(try Pattern("a$").matches("a\n") && !Pattern("a$", options: .endMeansEnd).matches("a\n"))
        #expect(throws: ScorerArgumentError.self) { try PatternOptions(letters: "q") }
    }

    @Test func `occurrences and groups lie on bytes`() throws {
        let matches = try Pattern(#"(\w)(é)?"#).all(in: "aé 東")
        #expect(matches.map(\.range) == [0..<3, 4..<7])
        #expect(matches[0].group(2, in: "aé 東") == "é")
        #expect(matches[1].group(2, in: "aé 東") == nil && matches[1].group(9, in: "aé 東") == nil)
    }

    @Test(arguments: [("a*", "baac", 4), ("", "añb", 4), ("", "", 1), (#"(?=a)\Kb?"#, "aa", 2), ("x*", "", 1)])
    func `empty matches advance as in Python`(source: String, text: String, count: Int) throws {
        #expect(try Pattern(source).all(in: text).count == count)
    }

    @Test func `a match that is set back does not crash`() throws {
        _ = try? Pattern(#"(?=ab\K)"#).all(in: "abab")
    }

    @Test func `one pattern serves many tasks`() async throws {
        let pattern = try Pattern(#"(\d+)-(\d+)"#)
        try await withThrowingTaskGroup(of: String?.self) { group in
            for index in 0..<200 {
                group.addTask { try pattern.first(in: "x\(index)-\(index * 2)y")?.group(2, in: "x\(index)-\(index * 2)y") }
            }
            var seen: Set<String> = []
            for try await part in group { if let part { seen.insert(part) } }
            #expect(seen == Set((0..<200).map { String($0 * 2) }))
        }
    }

    @Test func `replacing takes the replacement literally`() throws {
        #expect(try Pattern("b+").replacingAll(in: "abbcb", with: "$1") == "a$1c$1")
    }
}
