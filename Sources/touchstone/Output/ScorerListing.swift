import Scoring
import TouchstoneJSON

/// The catalogue as text, Markdown and JSON.
enum ScorerListing {
    typealias Entry = (definition: ScorerDefinition, parameters: [ScorerParameter])

    /// One line per scorer under headings of topics.
    static func table(_ entries: [Entry]) -> String {
        var text = ""
        var topic = ""
        let width = entries.map(\.definition.name.count).max() ?? 0
        for entry in entries {
            if entry.definition.topic != topic {
                topic = entry.definition.topic
                text += (text.isEmpty ? "" : "\n") + topic + "\n"
            }
            let padding = String(repeating: " ", count: width - entry.definition.name.count)
            text += "  \(entry.definition.name)\(padding)  \(range(entry.definition)), \(direction(entry.definition))  "
            text += "\(firstSentence(entry.definition.summary))\n"
        }
        return text + "\n\(entries.count) scorers; `touchstone scorers NAME` says everything about one.\n"
    }

    /// Everything about one scorer.
    static func details(_ entry: Entry) -> String {
        let definition = entry.definition
        var lines = [
            "\(definition.name) (version \(definition.version))", "", definition.summary, "",
            "scores      \(definition.outputs.joined(separator: ", "))",
            "range       \(range(definition)), \(direction(definition))",
            "needs       \(definition.requires.map(\.rawValue).joined(separator: ", "))",
            "source      \(definition.source)",
            "blind to    \(definition.blindTo)",
        ]
        if let cost = definition.cost { lines.append("cost        \(cost)") }
        if !entry.parameters.isEmpty { lines += ["", "parameters"] + entry.parameters.map { "  " + line($0) } }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The reference page.
    static func markdown(_ entries: [Entry]) -> String {
        var text = "# Scorers\n\nWritten by `touchstone scorers --markdown`; do not edit by hand.\n"
        var topic = ""
        for entry in entries {
            let definition = entry.definition
            if definition.topic != topic {
                topic = definition.topic
                text += "\n## \(topic.prefix(1).uppercased())\(topic.dropFirst())\n"
            }
            text += "\n### `\(definition.name)`\n\n\(definition.summary)\n\n"
            text += "- Scores: \(definition.outputs.map { "`\($0)`" }.joined(separator: ", "))\n"
            text += "- Range: \(range(definition)); \(direction(definition)).\n"
            text += "- Needs: \(definition.requires.map { "`\($0.rawValue)`" }.joined(separator: ", "))\n"
            text += "- Source: \(definition.source)\n- Blind to: \(definition.blindTo)\n"
            if let cost = definition.cost { text += "- Cost: \(cost)\n" }
            for parameter in entry.parameters { text += "- Parameter \(line(parameter, code: "`"))\n" }
        }
        return text
    }

    /// The entry for machines.
    static func json(_ entry: Entry) -> JSONValue {
        let definition = entry.definition
        return [
            "name": .string(definition.name), "version": .integer(Int64(definition.version)), "topic": .string(definition.topic),
            "summary": .string(definition.summary), "outputs": .array(definition.outputs.map(JSONValue.string)),
            "range": .string(range(definition)), "direction": .string(definition.direction.rawValue),
            "requires": .array(definition.requires.map { .string($0.rawValue) }), "source": .string(definition.source),
            "blind_to": .string(definition.blindTo), "cost": definition.cost.map(JSONValue.string) ?? .null,
            "parameters": .array(
                entry.parameters.map {
                    [
                        "name": .string($0.name), "kind": .string(kind($0.kind)), "summary": .string($0.summary),
                        "default": $0.defaultValue ?? .null, "required": .bool($0.isRequired),
                    ]
                }),
        ]
    }

    private static func line(_ parameter: ScorerParameter, code: String = "") -> String {
        let fallback = parameter.defaultValue.map { ", \($0.text()) by default" } ?? (parameter.isRequired ? ", required" : "")
        return "\(code)\(parameter.name)\(code) (\(kind(parameter.kind))\(fallback)): \(parameter.summary)"
    }

    private static func kind(_ kind: ScorerParameter.Kind) -> String {
        switch kind {
        case .text: "text"
        case .integer: "whole number"
        case .number: "number"
        case .boolean: "true or false"
        case .json: "JSON"
        case .choice(let words): words.joined(separator: " | ")
        }
    }

    private static func range(_ definition: ScorerDefinition) -> String {
        switch definition.range {
        case .binary: "pass or fail"
        case .categories(let names): names.isEmpty ? "a category" : names.joined(separator: " | ")
        case .numbers(let lower, let upper):
            switch (lower.isFinite, upper.isFinite) {
            case (true, true): "\(number(lower)) to \(number(upper))"
            case (true, false): "\(number(lower)) and up"
            case (false, true): "up to \(number(upper))"
            case (false, false): "any number"
            }
        }
    }

    private static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? String(value)
    }

    private static func direction(_ definition: ScorerDefinition) -> String {
        switch definition.direction {
        case .higher: "more is better"
        case .lower: "less is better"
        case .neutral: "neither way is better"
        }
    }

    private static func firstSentence(_ text: String) -> Substring {
        text.firstRange(of: ". ").map { text[..<$0.lowerBound] } ?? text[...]
    }
}
