import Prompts
import TouchstoneJSON
package import Tracking

/// A prompt that a specification names instead of writing it out: `prompts:/NAME/2`, `prompts:/NAME@ALIAS` or `prompts:/NAME`, as MLflow
/// names the prompts of its registry.
public struct RegisteredPromptName: Sendable, Hashable {
    /// The name as it is written.
    public let text: String
    let name: String
    let selector: PromptSelector

    private static let scheme = "prompts:/"

    /// Reads a name; nil when the text is none, and then it is a template.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.scheme), !text.contains("\n") else { return nil }
        let rest = text.dropFirst(Self.scheme.utf8.count)
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        let named = rest.split(separator: "@", omittingEmptySubsequences: false)
        if parts.count == 2, let version = Int(parts[1]), version > 0, !parts[0].isEmpty {
            (name, selector) = (String(parts[0]), .version(version))
        } else if parts.count == 1, named.count == 2, !named[0].isEmpty, !named[1].isEmpty {
            (name, selector) = (String(named[0]), named[1] == "latest" ? .latest : .alias(String(named[1])))
        } else if parts.count == 1, named.count == 1, !rest.isEmpty {
            (name, selector) = (String(rest), .latest)
        } else {
            return nil
        }
        self.text = text
    }
}

extension EvaluationSpecification {
    /// The same specification with the prompts that it names taken from a store.
    ///
    /// Throws ``PromptError`` when the store has no such prompt, when two prompts would have one name, or when a template is broken.
    package func withRegisteredPrompts(from store: TrackingStore) async throws -> EvaluationSpecification {
        var specification = self
        specification.registeredPrompts = []
        for reference in registeredPrompts {
            guard let version = try await store.prompt(named: reference.name, reference.selector) else {
                throw PromptError("there is no prompt \"\(reference.text)\" in the store")
            }
            guard !specification.prompts.contains(where: { $0.name == version.name }) else {
                throw PromptError("two prompts are called \"\(version.name)\"")
            }
            specification.prompts.append(try Prompt(version))
        }
        return specification
    }
}

extension Prompt {
    /// The tag that holds the worked examples of a recorded prompt.
    private static let examplesTag = "touchstone.prompt.examples"

    /// The prompt that a version of the registry holds.
    init(_ version: PromptVersion) throws(PromptError) {
        let examples = version.tags.first { $0.name == Self.examplesTag }.flatMap { try? JSONValue(parsing: $0.value).arrayValue } ?? []
        var messages: [Message] = []
        switch version.kind {
        case .text: messages = [Message(role: "user", template: version.template)]
        case .chat:
            let written = try? JSONValue(parsing: version.template).arrayValue
            for message in written ?? [] {
                guard let role = message["role"]?.stringValue, let content = message["content"]?.stringValue else {
                    throw PromptError("the prompt \"\(version.name)\" has a message that is not a role with a text")
                }
                messages.append(Message(role: role, template: content))
            }
        }
        try self.init(
            name: version.name, messages: messages,
            examples: examples.compactMap { example in
                guard let variables = example["variables"]?.objectValue, let answer = example["answer"]?.stringValue else { return nil }
                return Example(variables: variables, answer: answer)
            })
    }

    /// Records the prompt in a store, or finds the version that is this very prompt.
    func register(in store: TrackingStore) async throws -> PromptVersion {
        let tags = json["examples"].map { [NamedText(Self.examplesTag, $0.text(.init(sortsKeys: true)))] } ?? []
        if messages.count == 1, let only = messages.first, only.role == "user" {
            return try await store.register(promptNamed: name, template: only.template, tags: tags)
        }
        let messages = json["messages"] ?? .array([])
        return try await store.register(promptNamed: name, template: messages.text(.init(sortsKeys: true)), kind: .chat, tags: tags)
    }
}
