import Foundation
import Prompts
import Scoring
import TouchstoneJSON

extension SpecificationReader {
    /// The prompts that are written out, and those that are named.
    func prompts(_ node: SpecificationNode?) throws -> ([Prompt], named: [RegisteredPromptName]) {
        guard let node else { return ([], []) }
        let elements = node.elements
        var prompts: [Prompt] = []
        var named: [RegisteredPromptName] = []
        for (index, element) in elements.enumerated() {
            if let name = element.text.flatMap(RegisteredPromptName.init) {
                named.append(name)
                continue
            }
            let prompt = try prompt(element, defaultName: elements.count == 1 ? "prompt" : "prompt-\(index + 1)")
            if prompts.contains(where: { $0.name == prompt.name }) {
                throw element.error("two prompts are called \"\(prompt.name)\"; give one of them another name")
            }
            prompts.append(prompt)
        }
        return (prompts, named)
    }

    private func prompt(_ node: SpecificationNode, defaultName: String) throws -> Prompt {
        do {
            if let text = node.text { return try Prompt(name: defaultName, messages: [.init(role: "user", template: text)]) }
            let section = try SpecificationSection(node, title: "a prompt", keys: SpecificationKey.prompt)
            return try Prompt(
                name: try section.text("name") ?? defaultName, messages: try messages(section), examples: try examples(section["examples"]))
        } catch let error as PromptError {
            throw node.error(error.description)
        }
    }

    private func messages(_ section: SpecificationSection) throws -> [Prompt.Message] {
        var messages: [Prompt.Message] = []
        if let system = try section.text("system") { messages.append(.init(role: "system", template: system)) }
        for element in section["messages"]?.elements ?? [] {
            let message = try SpecificationSection(element, title: "a message", keys: SpecificationKey.message)
            guard let role = try message.text("role"), let content = try message.text("content") else {
                throw element.error("a message needs \"role\" and \"content\"")
            }
            messages.append(.init(role: role, template: content))
        }
        if let template = try section.text("template") { messages.append(.init(role: "user", template: template)) }
        if let file = try section.text("file") { messages.append(.init(role: "user", template: try contents(file, at: section.place))) }
        return messages
    }

    private func examples(_ node: SpecificationNode?) throws -> [Prompt.Example] {
        guard let node else { return [] }
        if let file = node.text { return try rows(resolve(file), at: node).map { try example($0, at: node) } }
        return try node.elements.map { element in
            guard let row = element.spelled.objectValue else { throw element.error("an example should be a mapping") }
            return try example(row, at: element)
        }
    }

    private func example(_ row: JSONObject, at node: SpecificationNode) throws -> Prompt.Example {
        guard let answer = row["answer"] ?? row["expected"] ?? row["outputs"] else {
            throw node.error("an example needs \"answer\" beside the template's variables")
        }
        return Prompt.Example(variables: row, answer: answer.asText)
    }

    private func rows(_ file: String, at node: SpecificationNode) throws -> [JSONObject] {
        var reader = try RowReader(path: file)
        var rows: [JSONObject] = []
        while let item = try reader.next() {
            switch item {
            case .row(let row): rows.append(row.columns)
            case .problem(let problem, _): throw node.error(problem.description)
            }
        }
        return rows
    }

    private func contents(_ file: String, at place: SpecificationNode.Place) throws -> String {
        guard let data = FileManager.default.contents(atPath: resolve(file)), let text = String(validating: data, as: UTF8.self) else {
            throw place.error("the file \(resolve(file)) cannot be read as UTF-8")
        }
        return text
    }
}
