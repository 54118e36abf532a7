import Digests
public import TouchstoneJSON

/// A named prompt: chat messages as Mustache templates, with worked examples between instructions and question.
public struct Prompt: Sendable {
    /// One message of the prompt before it is filled in.
    public struct Message: Sendable, Hashable {
        /// Who speaks.
        public var role: String
        /// The Mustache template of what is said.
        public var template: String

        /// A message.
        public init(role: String, template: String) {
            self.role = role
            self.template = template
        }
    }

    /// A worked example: the variables of the question and the answer that was right.
    public struct Example: Sendable, Hashable {
        /// The template variables of the question.
        public var variables: JSONObject
        /// The answer.
        public var answer: String

        /// An example.
        public init(variables: JSONObject, answer: String) {
            self.variables = variables
            self.answer = answer
        }
    }

    /// The name it is recorded under.
    public let name: String
    /// The messages, in order.
    public let messages: [Message]
    /// The worked examples, in order.
    public let examples: [Example]
    private let templates: [PromptTemplate]

    /// Reads the templates; throws ``PromptError`` when one is broken or when there is no message.
    public init(name: String, messages: [Message], examples: [Example] = []) throws(PromptError) {
        guard !messages.isEmpty else { throw PromptError("the prompt \"\(name)\" has no messages") }
        self.name = name
        self.messages = messages
        self.examples = examples
        var templates: [PromptTemplate] = []
        for message in messages {
            do throws(PromptError) {
                templates.append(try PromptTemplate(message.template))
            } catch {
                throw PromptError("prompt \"\(name)\", \(message.role) message: \(error.description)")
            }
        }
        self.templates = templates
    }

    /// The conversation for one row.
    ///
    /// Every example becomes the last user message filled in with the example's variables, followed by its answer as the assistant;
    /// all of them stand directly before that message. Throws ``PromptError`` when the row lacks a variable.
    public func render(_ variables: JSONObject) throws(PromptError) -> [PromptMessage] {
        let question = messages.lastIndex { $0.role == "user" } ?? messages.count - 1
        var conversation: [PromptMessage] = []
        for index in messages.indices {
            if index == question { conversation += try workedExamples(of: index) }
            conversation.append(try message(index, variables))
        }
        return conversation
    }

    /// The digest of everything that changes what is sent: lower-case hexadecimal SHA-256 of the canonical JSON.
    public var digest: String {
        ContentDigest.hex(of: json.encoded(.init(sortsKeys: true)))
    }

    /// The prompt as it is recorded: name, messages, examples.
    public var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name),
            "messages": .array(messages.map { ["role": .string($0.role), "content": .string($0.template)] }),
        ]
        if !examples.isEmpty {
            object["examples"] = .array(examples.map { ["variables": .object($0.variables), "answer": .string($0.answer)] })
        }
        return .object(object)
    }

    private func workedExamples(of index: Int) throws(PromptError) -> [PromptMessage] {
        var conversation: [PromptMessage] = []
        for example in examples {
            conversation.append(try message(index, example.variables))
            conversation.append(PromptMessage(role: "assistant", content: .string(example.answer)))
        }
        return conversation
    }

    private func message(_ index: Int, _ variables: JSONObject) throws(PromptError) -> PromptMessage {
        do throws(PromptError) {
            return PromptMessage(role: messages[index].role, content: .string(try templates[index].render(variables)))
        } catch {
            throw PromptError("prompt \"\(name)\": \(error.description)")
        }
    }
}
