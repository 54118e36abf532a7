import Prompts
import Scoring
import Statistics
import Testing
import TouchstoneJSON

@testable import Evaluation

@Suite struct SpecificationTests {
    @Test func `three lines are enough`() throws {
        let specification = try EvaluationSpecification(yaml: "data: rows.jsonl\nscorers: json_valid\n", folder: "/x", name: "n")
        #expect(specification.name == "n")
        #expect(specification.datasets[0].files == ["/x/rows.jsonl"])
        #expect(specification.models.map(\.name) == ["given"])
        #expect(specification.scorers.count == 1)
    }

    @Test func `every part is read`() throws {
        let specification = try EvaluationSpecification(
            yaml: """
                name: all
                data:
                  files: [a.jsonl, /b.csv]
                  columns: {inputs: question, expected: a.b, metadata: [x, y]}
                  where: ["level >= 3"]
                  limit: 10
                prompts:
                  - name: short
                    system: Be brief.
                    template: "{{question}}"
                    examples: [{question: 1+1, answer: 2}]
                  - "Answer: {{question}}"
                models:
                  - echo
                  - {provider: given, field: x.solution, label: six}
                scorers:
                  - json_valid
                  - numeric_match: {pass: ">= 1"}
                  - {scorer: regex_match, name: digits, pattern: "[0-9]+"}
                  - {command: "python3 s.py", name: mine, direction: lower}
                gates:
                  - json_valid.mean >= 0.8
                  - latency.p95[lang=de] <= 2
                  - no_regression: {baseline: main, margin: 0.02}
                slices: [lang]
                cluster: topic
                epochs: 3
                """)
        #expect(specification.datasets[0].files == ["a.jsonl", "/b.csv"])
        #expect(specification.prompts.map(\.name) == ["short", "prompt-2"])
        #expect(specification.models.map(\.name) == ["echo", "six"])
        #expect(specification.scorers.map(\.name) == [nil, nil, "digits", "mine"])
        #expect(specification.scorers[1].passMark == PassMark(threshold: 1, isMinimum: true))
        #expect(specification.gates.map(\.text).last == "no regression against main beyond 0.02")
        #expect(specification.epochs == 3)
    }

    @Test func `texts stay as they are spelt`() throws {
        let specification = try EvaluationSpecification(
            yaml: "data: a\nscorers: json_valid\nprompts: {template: '{{q}}', examples: [{q: 007, answer: yes}, {q: 1.50, answer: 1.50}]}")
        #expect(specification.prompts[0].examples.map(\.answer) == ["yes", "1.50"])
        #expect(specification.prompts[0].examples[0].variables["q"] == "007")
    }

    static let mistakes: [(String, String)] = [
        ("data: a\nscorer: x", "line 2, column 1: the specification has no key \"scorer\"; did you mean \"scorers\"?"),
        ("data: a\nscorers: [json_vald]", "there is no scorer \"json_vald\"; did you mean \"json_valid\"?"),
        ("data: {fil: a}\nscorers: json_valid", "\"data\" has no key \"fil\"; did you mean \"file\"?"),
        ("data: {file: a, columns: {input: q}}\nscorers: json_valid", "\"input\" is no field; did you mean \"inputs\"?"),
        ("data: a\nscorers: json_valid\ngates: [json_valid > 1]", "should look like"),
        ("data: a\nscorers: [{regex_match: {pattern: '('}}]", "line 2"),
        ("data: a\nscorers: json_valid\nepochs: 0", "\"epochs\" should be a whole number from 1 to 1000000"),
        ("data: a\nscorers: json_valid\nprompts: '{{#a}}'", "a section is not closed"),
        ("scorers: json_valid", "\"data\" is missing"),
        ("data: a", "\"scorers\" is missing"),
        ("data: [a", "this is not YAML"),
        ("", "the specification is empty"),
        ("data: a\ndata: b\nscorers: json_valid", "twice"),
        ("data: a\npreset: question-answring\n", "did you mean \"question-answering\""),
    ]

    @Test(arguments: mistakes)
    func `mistakes are refused with one sentence`(yaml: String, sentence: String) {
        #expect {
            try EvaluationSpecification(yaml: yaml)
        } throws: { error in
            "\(error)".contains(sentence)
        }
    }

    @Test func `scorers on the command line take arguments with quotes`() throws {
        let choice = try ScorerChoice(text: #"regex_match:pattern="a,b=\"c\"""#)
        guard case .catalogue(let name, let arguments) = choice.source else { throw ScorerArgumentError("no catalogue scorer") }
        #expect(name == "regex_match")
        #expect(arguments["pattern"] == "a,b=\"c\"")
    }

    @Test func `the schema knows every key and every scorer`() throws {
        let properties = try #require(EvaluationSpecification.schema["properties"]?.objectValue)
        #expect(Set(properties.keys) == Set(SpecificationKey.specification.map(\.name)))
        let text = EvaluationSpecification.schema.text()
        for entry in ScorerCatalogue.standard.definitions { #expect(text.contains("\"\(entry.definition.name)\"")) }
    }
}

@Suite struct GateTests {
    @Test(arguments: [
        ("exact_match >= 0.8", "exact_match", Gate.Statistic.mean), ("exact_match.mean >= 0.8", "exact_match", .mean),
        ("latency.p95 <= 2", "latency", .percentile(95)),
        ("cost.total <= 5", "cost", .total), ("a.b.median >= 1", "a.b", .percentile(50)),
    ])
    func `gates name a figure and a bound`(text: String, metric: String, statistic: Gate.Statistic) throws {
        let gate = try #require(Gate.Threshold(text))
        #expect(gate.metric == metric)
        #expect(gate.statistic == statistic)
    }

    @Test(arguments: ["exact_match > 0.8", ">= 1", "a >= x", "a b >= 1", "exact_match >= ", "a[=x] >= 1"])
    func `texts that are no gates are refused`(text: String) {
        #expect(Gate.Threshold(text) == nil)
    }

    @Test(arguments: [
        (0.85, 0.81, 0.9, GateOutcome.passed), (0.85, 0.79, 0.9, .inconclusive), (0.7, 0.6, 0.79, .failed),
        (0.7, 0.6, 0.8, .inconclusive), (0.9, 0.8, 0.95, .passed),
    ])
    func `a gate is decided on the interval's bound`(estimate: Double, lower: Double, upper: Double, outcome: GateOutcome) {
        let interval = Interval(lower: lower, upper: upper, level: 0.95, method: "test")
        #expect(GateDecision.outcome(estimate: estimate, interval: interval, isMinimum: true, bound: 0.8) == outcome)
    }
}
