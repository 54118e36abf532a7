import Scoring
import Testing
import TouchstoneJSON

@Suite struct JSONValidityTests {
    @Test func `deep texts are refused, not crashed on`() {
        for count in [100, 900] {
            let text = String(repeating: "[", count: count) + String(repeating: "]", count: count)
            #expect(JSONDialect.python.defect(of: text) == nil)
        }
        #expect(JSONDialect.strict.defect(of: String(repeating: "[", count: 100_000)) != nil)
        #expect(JSONDialect.strict.defect(of: String(repeating: "{\"a\":", count: 100_000)) != nil)
    }

    @Test(arguments: [
        (#"["NaN", "In\"finity"]"#, true, true), ("[NaN]", false, true), ("[1e400]", true, true), ("[1e400, Infinity]", false, true),
        ("nan", false, false), ("-NaN", false, false), ("\"\u{2028}\"", true, true),
    ])
    func `constants count only where they stand as values`(text: String, strict: Bool, python: Bool) {
        #expect((JSONDialect.strict.defect(of: text) == nil) == strict)
        #expect((JSONDialect.python.defect(of: text) == nil) == python)
    }

    @Test func `a defect has its place`() { #expect(JSONDialect.strict.defect(of: "{\n \"a\": NaN}")?.line == 2) }

    @Test(arguments: [
        ("```\n1\n```", "1"), ("```python\nx\n", "x"), ("a ```json\n1\n``` b", "1"), ("plain", "plain"), ("```json\r\n{}\r\n```\r\n", "{}"),
        ("", ""),
        ("```", ""), ("``````", ""),
    ])
    func `fences`(text: String, content: String) { #expect(CodeFence.content(of: text) == content) }

    @Test func `fences in huge texts`() {
        _ = CodeFence.content(of: String(repeating: "```\n", count: 25_000))
        _ = CodeFence.content(of: "x" + String(repeating: "```json \n", count: 12_000))
    }

    @Test func `answers in a fence pass on request only`() throws {
        let sample = Sample(["outputs": "```json\n{}\n```"])
        for (fence, passes) in [(true, true), (false, false)] {
            let scorer = try #require(try ScorerCatalogue.standard.scorer("json_valid", ["fence": .init(fence)]) as? FunctionScorer)
            #expect(try scorer.score(sample).first?.value == .bool(passes))
        }
    }
}
