import Foundation
import TouchstoneJSON
import Yams

/// One value of a specification with the place where it was written.
struct SpecificationNode {
    /// One key with its value.
    struct Entry {
        let key: String
        let place: Place
        let node: SpecificationNode
    }

    /// Where in which file.
    struct Place {
        var file: String?
        var line: Int?
        var column: Int?

        func error(_ reason: String) -> SpecificationError {
            SpecificationError(file: file, line: line, column: column, reason: reason)
        }
    }

    enum Content {
        case scalar(JSONValue, spelling: String)
        case sequence([SpecificationNode])
        case mapping([Entry])
    }

    let content: Content
    let place: Place

    /// Reads YAML (or JSON, which is YAML).
    init(yaml: String, file: String?) throws(SpecificationError) {
        do {
            guard let root = try compose(yaml: yaml) else {
                throw SpecificationError(file: file, reason: "the specification is empty; give at least data and scorers")
            }
            self = SpecificationNode(root, file: file)
        } catch let error as SpecificationError {
            throw error
        } catch let error as YamlError {
            throw Self.error(for: error, file: file)
        } catch {
            throw SpecificationError(file: file, reason: "\(error)")
        }
    }

    private init(_ node: Node, file: String?) {
        place = Place(file: file, line: node.mark?.line, column: node.mark?.column)
        switch node {
        case .mapping(let mapping):
            content = .mapping(
                mapping.map { key, value in
                    let place = Place(file: file, line: key.mark?.line, column: key.mark?.column)
                    return Entry(key: key.scalar?.string ?? "", place: place, node: SpecificationNode(value, file: file))
                })
        case .sequence(let sequence): content = .sequence(sequence.map { SpecificationNode($0, file: file) })
        case .scalar(let scalar): content = .scalar(Self.value(of: node, text: scalar.string), spelling: scalar.string)
        case .alias: content = .scalar(.null, spelling: "")
        }
    }

    private static func value(of node: Node, text: String) -> JSONValue {
        switch node.any {
        case let value as Bool: .bool(value)
        case let value as Int: .integer(Int64(value))
        case let value as Double: .number(value)
        case is NSNull: .null
        default: .string(text)
        }
    }

    private static func error(for error: YamlError, file: String?) -> SpecificationError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            SpecificationError(file: file, line: mark.line, column: mark.column, reason: "this is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            SpecificationError(
                file: file, line: context.mark.line, reason: "the key \(duplicates.joined(separator: ", ")) is given twice")
        default:
            SpecificationError(file: file, reason: "this is not YAML: \(error)")
        }
    }
}

extension SpecificationNode {
    /// The value without its places.
    var json: JSONValue {
        switch content {
        case .scalar(let value, _): value
        case .sequence(let nodes): .array(nodes.map(\.json))
        case .mapping(let entries): .object(JSONObject(entries.map { ($0.key, $0.node.json) }))
        }
    }

    /// The text of a scalar as it is spelt (`yes` stays yes, `1.50` stays 1.50); nil for null and for anything else.
    var text: String? {
        guard case .scalar(let value, let spelling) = content, !value.isNull else { return nil }
        return value.stringValue ?? spelling
    }

    /// The value with every scalar as it is spelt.
    var spelled: JSONValue {
        switch content {
        case .scalar(let value, let spelling): value.isNull ? .null : .string(value.stringValue ?? spelling)
        case .sequence(let nodes): .array(nodes.map(\.spelled))
        case .mapping(let entries): .object(JSONObject(entries.map { ($0.key, $0.node.spelled) }))
        }
    }

    /// The elements of a sequence; a single value stands for a list of one.
    var elements: [SpecificationNode] {
        if case .sequence(let nodes) = content { return nodes }
        return [self]
    }

    func error(_ reason: String) -> SpecificationError { place.error(reason) }
}
