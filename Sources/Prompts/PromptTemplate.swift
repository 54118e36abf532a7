import Mustache
import TouchstoneJSON

/// A Mustache template that writes plain text: nothing is escaped, and a variable that does not exist is an error instead of a gap.
struct PromptTemplate: Sendable {
    let text: String
    private let template: MustacheTemplate
    private let plainNames: [String]

    /// Reads a template; throws ``PromptError`` for broken tags.
    init(_ text: String) throws(PromptError) {
        self.text = text
        do {
            template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
        } catch let error as MustacheTemplate.ParserError {
            throw PromptError("the template is wrong near \"\(error.context.line.prefix(80))\": \(Self.sentence(for: error.error))")
        } catch {
            throw PromptError("the template is wrong: \(error)")
        }
        plainNames = TemplateTags(text).namesOutsideSections
    }

    /// The filled-in text.
    func render(_ variables: JSONObject) throws(PromptError) -> String {
        for name in plainNames where !Self.isThere(name, in: variables) {
            throw PromptError("the template uses {{\(name)}}, but the row has only \(variables.keys.joined(separator: ", "))")
        }
        return template.render(TemplateScope(members: variables))
    }

    /// Whether a dotted name leads to a value, null included.
    private static func isThere(_ name: String, in variables: JSONObject) -> Bool {
        if variables[name] != nil { return true }
        var value = JSONValue.object(variables)
        for step in name.split(separator: ".") {
            guard let next = value[String(step)] else { return false }
            value = next
        }
        return true
    }

    private static func sentence(for error: any Error) -> String {
        switch error {
        case MustacheTemplate.Error.sectionCloseNameIncorrect: "a section is closed under another name than it was opened"
        case MustacheTemplate.Error.unfinishedName: "a tag is not closed with }}"
        case MustacheTemplate.Error.expectedSectionEnd: "a section is not closed"
        default: "\(error)"
        }
    }
}

/// The members of an object, as the template engine sees them.
private struct TemplateScope: MustacheParent, CustomStringConvertible {
    let members: JSONObject

    func child(named name: String) -> Any? { members[name].flatMap(Self.represent) }

    var description: String { JSONValue.object(members).text() }

    private static func represent(_ value: JSONValue) -> Any? {
        switch value {
        case .null: nil
        case .bool(let value): value
        case .string(let value): value
        case .array(let elements): elements.compactMap(represent)
        case .object(let members): TemplateScope(members: members)
        case .integer, .number: value.text()
        }
    }
}
