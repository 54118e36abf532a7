import Prompts
import Testing
import TouchstoneJSON

@Suite struct PromptTests {
    @Test func `templates write plain text, with sections and nested names`() throws {
        let prompt = try Prompt(
            name: "p",
            messages: [
                .init(role: "system", template: "Be <brief> & exact."),
                .init(role: "user", template: "{{question}} {{row.deep}} {{#context}}[{{.}}]{{/context}} {{n}}"),
            ])
        let messages = try prompt.render([
            "question": "a < b & c?", "context": ["x", "y"], "n": 1.5, "row": ["deep": true],
        ])
        #expect(messages.map(\.role) == ["system", "user"])
        #expect(messages[0].content == "Be <brief> & exact.")
        #expect(messages[1].content == "a < b & c? true [x][y] 1.5")
    }

    @Test func `a missing variable is an error that names what exists`() throws {
        let prompt = try Prompt(name: "p", messages: [.init(role: "user", template: "{{ question }}")])
        #expect {
            try prompt.render(["inputs": "x", "id": 1])
        } throws: {
            "\($0)" == "prompt \"p\": the template uses {{question}}, but the row has only inputs, id"
        }
    }

    @Test func `a missing part of a dotted name is an error too`() throws {
        let prompt = try Prompt(name: "p", messages: [.init(role: "user", template: "{{meta.there}} {{meta.missing}}")])
        #expect(throws: PromptError.self) { try prompt.render(["meta": ["there": 1]]) }
        #expect(try prompt.render(["meta": ["there": 1, "missing": nil]]).count == 1)
    }

    @Test(arguments: ["{{#a}}x", "{{a", "{{#a}}{{/b}}"])
    func `broken templates are refused`(template: String) {
        #expect(throws: PromptError.self) { try Prompt(name: "p", messages: [.init(role: "user", template: template)]) }
    }

    @Test func `examples stand between instructions and question`() throws {
        let prompt = try Prompt(
            name: "p", messages: [.init(role: "system", template: "S"), .init(role: "user", template: "Q {{q}}")],
            examples: [.init(variables: ["q": "1"], answer: "one")])
        let messages = try prompt.render(["q": "2"])
        #expect(
            messages.map { "\($0.role): \($0.content.stringValue ?? "")" } == ["system: S", "user: Q 1", "assistant: one", "user: Q 2"])
    }

    @Test func `the digest follows the content`() throws {
        let first = try Prompt(name: "p", messages: [.init(role: "user", template: "a")])
        let second = try Prompt(name: "p", messages: [.init(role: "user", template: "b")])
        #expect(first.digest.count == 64)
        #expect(first.digest != second.digest)
    }

    @Test func `rows without a template are asked as they are`() {
        #expect(PromptMessage.conversation(from: "hi").map(\.content) == ["hi"])
        #expect(PromptMessage.conversation(from: ["question": "hi"]).map(\.content) == ["hi"])
        let chat: JSONValue = ["messages": [["role": "system", "content": "s"], ["role": "user", "content": "u"]]]
        #expect(PromptMessage.conversation(from: chat).map(\.role) == ["system", "user"])
        #expect(PromptMessage.conversation(from: ["a": 1, "b": 2]).map(\.content) == ["{\"a\":1,\"b\":2}"])
    }
}
