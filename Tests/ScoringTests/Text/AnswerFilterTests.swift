import Scoring
import Testing
import TouchstoneJSON

@Suite struct AnswerFilterTests {
    private func filtered(_ steps: JSONValue, _ answers: [String], choices: [String] = []) throws -> [String] {
        var answers = answers
        for filter in try AnswerPipeline(json: steps).filters { answers = try filter.apply(to: answers, choices: choices) }
        return answers
    }

    @Test func `several answers become fewer`() throws {
        #expect(try filtered("take_first", ["a", "b"]) == ["a"])
        #expect(try filtered("take_first", []) == [])
        #expect(try filtered([["function": "take_first_k", "k": 2]], ["a", "b", "c"]) == ["a", "b"])
        #expect(throws: ScoringError.self) { try filtered([["function": "take_first_k", "k": 4]], ["a", "b", "c"]) }
        #expect(try filtered([["function": "take_first_k", "k": 3], "majority_vote", "take_first"], ["b", "a", "a", "b", "b"]) == ["a"])
    }

    @Test(arguments: [
        ("#### 1,2.5 and #### 7", 0, "1,2.5"), ("#### 1 and #### 7", -1, "7"), ("#### 1 and #### 7", 1, "7"),
        ("#### 1", 1, "[invalid]"), ("#### 1", -2, "[invalid]"), ("", 0, "[invalid]"),
    ])
    func `a match is selected`(text: String, select: Int, expected: String) throws {
        #expect(try filtered([["function": "regex", "group_select": JSONValue(select)]], [text]) == [expected])
    }

    @Test func `of several groups the first that took part counts`() throws {
        let step: JSONValue = [["function": "regex", "regex_pattern": "x(a)?(b)?", "fallback": "none"]]
        #expect(try filtered(step, ["xb", "xab", "x", "y"]) == ["b", "a", "none", "none"])
    }

    @Test(arguments: [
        ("The answer is (C).", "(C)"),  // the pattern
        ("It must be the red fox!", "(B)"),  // a choice's text
        ("RED FOX", "(B)"),
        ("Answer:   D", "(D)"),  // a letter after a colon
        ("Answer: E", "[invalid]"),  // there are only four choices
        ("no idea", "[invalid]"), ("", "[invalid]"),
        ("a+b? yes", "(D)"),  // choices are texts, not patterns
    ])
    func `a choice is found by pattern, by its text, by its letter`(text: String, expected: String) throws {
        let step: JSONValue = [
            ["function": "multi_choice_regex", "regex_pattern": "(\\([A-Z]\\))", "ignore_case": true, "ignore_punctuation": true]
        ]
        #expect(try filtered(step, [text], choices: ["a hare", " Red Fox. ", "an owl", "a+b?"]) == [expected])
    }

    @Test func `choices are needed, and letters for all of them`() throws {
        let step: JSONValue = [["function": "multi_choice_regex"]]
        #expect(throws: ScoringError.self) { try filtered(step, ["A"]) }
        #expect(throws: ScoringError.self) { try filtered(step, ["A"], choices: (0..<27).map(String.init)) }
        #expect(try filtered(step, ["b"], choices: ["a", "b"]) == ["(B)"])
        #expect(try filtered(step, ["b"], choices: ["", "b"]) == ["[invalid]"], "an empty choice is found first, and says nothing")
    }

    @Test func `what is to be ignored is deleted on both sides`() throws {
        let step: JSONValue = [["function": "multi_choice_regex", "regexes_to_ignore": ["[0-9]+\\s*"]]]
        #expect(try filtered(step, ["x12 apples"], choices: ["3 apples", "pears"]) == ["(A)"])
    }

    @Test func `tags of parts of speech`() throws {
        let text = "Sure: [('the', 'DET'), ('quick fox', 'NOUN'), ('', '')]"
        #expect(try filtered("regex_pos", [text, "none"]) == ["['DET', 'NOUN', '']", "['invalid']"])
    }

    @Test(arguments: [
        ("PER: Ada, Grace $$ LOC: none $$ DATE: 1815", "per: ada $ per: grace $ date: 1815"),
        ("Persons: Ada\nCountry: Kenya, Uganda", "loc: kenya $ loc: uganda"),  // "persons" becomes "PERs", which is no kind
        ("person: Ada\ncountry: Kenya, Uganda", "per: ada $ loc: kenya $ loc: uganda"),
        ("organization:   ACME$$$", "org: acme"), ("nothing", ""), ("", ""),
    ])
    func `entities in one form`(text: String, expected: String) throws {
        #expect(try filtered("format_span", [text]) == [expected])
    }

    @Test func `texts are rewritten`() throws {
        #expect(try filtered("remove_whitespace", ["\u{1C} \n a b "]) == ["a b "])
        let map: JSONValue = ["function": "map", "mapping_dict": ["yes": 1], "default_value": "0"]
        #expect(try filtered(["lowercase", map], ["YES", "no"]) == ["1", "0"])
        #expect(try filtered("uppercase", ["straße"]) == ["STRASSE"])
    }

    @Test func `unknown functions and parameters are refused with a suggestion`() {
        #expect { try AnswerPipeline(json: "take_frist") } throws: {
            "\($0)" == "there is no filter \"take_frist\"; did you mean \"take_first\"?"
        }
        #expect { try AnswerPipeline(json: [["function": "regex", "pattern": "x"]]) } throws: { "\($0)".contains("regex_pattern") }
        #expect(throws: ScorerArgumentError.self) { try AnswerPipeline(json: [["function": "regex", "regex_pattern": "("]]) }
        #expect(throws: ScorerArgumentError.self) { try AnswerPipeline(json: [["function": "take_first_k", "k": 0]]) }
        #expect(throws: ScorerArgumentError.self) { try AnswerPipeline(json: [3]) }
    }

    @Test func `exact match takes the answer that the filters leave`() async throws {
        let scorer = try ScorerCatalogue.standard.scorer(
            "hf_exact_match", ["ignore_case": true, "filters": [["function": "regex", "regex_pattern": "is (\\w+)"], "majority_vote"]])
        let sample = Sample(["outputs": "it is A", "answers": ["it is a", "it is b", "it is B", "it is b"], "expected": "B"])
        #expect(try await scorer.score(sample).first?.value == .bool(true))
        let alone = Sample(["outputs": "it is A", "expected": "B"])
        #expect(try await scorer.score(alone).first?.value == .bool(false))
    }
}
