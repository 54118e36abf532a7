import Testing

/// Settings that are wrong: one sentence with file, line and column, before anything is done.
@Suite struct BadSettingTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.writeRows(2)
    }

    @Test(arguments: [
        (
            "data: rows.jsonl\nscorers: [exact_match]\ngatez: x",
            #"line 3, column 1: the specification has no key "gatez"; did you mean "gates"?"#
        ),
        ("data: rows.jsonl\nscorers: [exact_mach]", #"line 2, column 11: there is no scorer "exact_mach"; did you mean "exact_match"?"#),
        (
            "data: rows.jsonl\nscorers: [{regex_match: {pattern: \"(\"}}]",
            #"line 2, column 11: the pattern "(" is wrong at character 1: missing closing parenthesis"#
        ),
        (
            "data: rows.jsonl\nscorers: [exact_match]\nmodels: {provider: openai, name: m, temprature: 1}",
            #"line 3, column 9: a model of the provider "openai" has no setting "temprature""#
        ),
        ("data: rows.jsonl\nscorers: [exact_match]\nmodels: opnai:gpt-4o", "line 3, column 9: "),
        (
            "data: rows.jsonl\nscorers: [exact_match]\nmodels: {provider: openai, name: m, api_key: sk-123456}",
            "line 3, column 9: a key does not belong in a specification"
        ),
        (
            "data: rows.jsonl\nscorers: [exact_match]\ngates: exact_match > 1",
            "line 3, column 8: the gate \"exact_match > 1\" should look like"
        ),
        ("data: {file: rows.jsonl, where: \"level ~ 3\"}\nscorers: [exact_match]", "a condition should look like \"level >= 3\""),
        ("data: rows.jsonl\nscorers: [exact_match", "this is not YAML"),
        ("scorers: [exact_match]", "\"data\" is missing: name the file that holds the rows"),
        ("data: rows.jsonl", "\"scorers\" is missing: name at least one, or a preset"),
        ("data: rows.jsonl\nscorers: [exact_match, exact_match]", "two scores are called \"exact_match\""),
        ("", "the specification is empty"),
    ])
    func `of a specification`(text: String, sentence: String) async throws {
        try command.write("spec.yaml", text)
        let outcome = try await command.run("eval", "spec.yaml")
        #expect(outcome.status == (sentence.hasPrefix("two scores") ? 64 : 65))
        #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
        #expect(outcome.messages.hasPrefix("touchstone: "))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: [
        (["score", "--scorer", "exact_mach"], #"there is no scorer "exact_mach"; did you mean "exact_match"?"#),
        (["score", "--scorer", "regex_match:pattern=("], #"the pattern "(" is wrong at character 1: missing closing parenthesis"#),
        (["score", "--scorer", "exact_match:caseless=1"], #"exact_match"#),
        (["score", "--preset", "txt"], #"there is no preset "txt"; did you mean "text"?"#),
        (["score"], "name at least one scorer (--scorer NAME) or a preset (--preset NAME)"),
        (["score", "--scorer", "exact_match", "--format", "xml"], #"--format should be jsonl, json or csv, but is "xml""#),
        (["eval"], "name a specification: touchstone eval SPEC.yaml"),
        (["eval", "good.yaml", "--limit", "0"], "--limit should be a whole number from 1 up, but is 0"),
        (["eval", "good.yaml", "--epochs=-1"], "--epochs should be a whole number from 1 up, but is -1"),
        (["eval", "good.yaml", "--max-cost=-1"], "--max-cost should be an amount of US dollars from 0 up"),
        (["eval", "good.yaml", "--model", "opnai:x"], "opnai"),
        (["eval", "good.yaml", "--modle", "x"], "--modle"),
        (["compare", "a"], "name at least two runs to compare"),
        (["report", "latest", "--format", "pdf"], #"there is no format "pdf"; formats are table, json, md, html, junit, csv"#),
        (["runs", "--store", "mysql://host/db"], "name a file, or a URL that begins with sqlite:/// or postgresql://"),
        (["nothing"], "nothing"),
    ])
    func `of a command`(arguments: [String], sentence: String) async throws {
        try command.write("good.yaml", "data: rows.jsonl\nscorers: [exact_match]\n")
        let outcome = try await command.start(arguments).end()
        #expect(outcome.status == 64, "\(outcome.errors)")
        #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `a run, a sample or a score that there is not`() async throws {
        try command.write("good.yaml", "data: rows.jsonl\nscorers: [exact_match]\n")
        #expect(try await command.run("eval", "good.yaml").status == 0)
        for (arguments, sentence) in [
            (["report", "nope"], "There is no run \"nope\"."), (["show", "latest", "q9"], "the run given has no sample \"q9\""),
            (["show", "latest", "--failures", "exact_mach"], "the run has no score \"exact_mach\"; did you mean \"exact_match\"?"),
            (["runs", "--experiment", "x"], "there is no experiment \"x\""),
        ] {
            let outcome = try await command.start(arguments).end()
            #expect(outcome.status == 64)
            #expect(outcome.messages == "touchstone: \(sentence)\n")
        }
    }

    @Test func `a folder that cannot be made is told before anything runs`() async throws {
        try command.write("good.yaml", "data: rows.jsonl\nscorers: [exact_match]\n")
        let outcome = try await command.run("eval", "good.yaml", "--out", "rows.jsonl")
        #expect(outcome.status == 69)
        #expect(outcome.messages == "touchstone: the folder rows.jsonl cannot be made: there is a file of that name\n")
        #expect(try await command.run("runs").status == 69)
    }
}
