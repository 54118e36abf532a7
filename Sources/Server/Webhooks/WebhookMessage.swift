import TouchstoneJSON
import Tracking

/// Webhooks' messages, as MLflow's clients send and read them.
enum WebhookMessage {
    private static let entities = [
        "registered_model", "model_version", "model_version_tag", "model_version_alias", "prompt", "prompt_version", "prompt_tag",
        "prompt_version_tag", "prompt_alias", "budget_policy",
    ]
    private static let actions = ["created", "updated", "deleted", "set", "exceeded"]

    static func json(_ webhook: Webhook) -> JSONObject {
        var object: JSONObject = ["webhook_id": .string(webhook.id), "name": .string(webhook.name)]
        if let description = webhook.description, !description.isEmpty { object["description"] = .string(description) }
        object["url"] = .string(webhook.url)
        object["events"] = .array(
            webhook.events.map {
                ["entity": .string($0.entity.uppercased()), "action": .string($0.action.uppercased())]
            })
        object["status"] = .string(webhook.status.rawValue)
        object["creation_timestamp"] = .integer(webhook.creationTime.rawValue)
        object["last_updated_timestamp"] = .integer(webhook.lastUpdateTime.rawValue)
        return object
    }

    /// The events of a message; empty when it names none.
    static func events(_ fields: Fields) throws -> [WebhookEventKind] { try fields.messages("events").map(event) }

    /// One event.
    static func event(_ fields: Fields) throws -> WebhookEventKind {
        let entity = try name(fields, "entity", of: entities)
        let action = try name(fields, "action", of: actions)
        guard let kind = WebhookEventKind(entity: entity, action: action) else {
            let valid = WebhookEventKind.allCases.filter { $0.entity == entity }.map { "'\($0.action)'" }.sorted().joined(separator: ", ")
            throw MLflowError.invalid("Invalid action '\(action)' for entity '\(entity)'. Valid actions are: [\(valid)]")
        }
        return kind
    }

    /// A value of an enumeration by its name in any case, or by its number from 1.
    private static func name(_ fields: Fields, _ field: String, of names: [String]) throws -> String {
        guard let value = try fields.value(field) else { throw fields.missing(field) }
        if let number = value.intValue, (1...names.count).contains(number) { return names[number - 1] }
        if let text = value.stringValue?.lowercased(), names.contains(text) { return text }
        throw fields.wrong(field, value)
    }

    static func status(_ fields: Fields) throws -> Webhook.Status? {
        try fields.choice("status", numbered: [1: Webhook.Status.active, 2: .disabled])
    }

    /// Throws unless a text can name a webhook: letters, digits and, within, `._-`; at most 63.
    static func check(name: String) throws {
        func isWord(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) }
        let bytes = Array(name.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 63, isWord(first), isWord(last),
            bytes.allSatisfy({ isWord($0) || "._-".utf8.contains($0) })
        else {
            throw MLflowError.invalid(
                """
                Webhook name '\(name.prefix(200))' is invalid. It must have 1 to 63 letters, digits, dots (.), underscores (_) and \
                hyphens (-), and begin and end with a letter or digit.
                """)
        }
    }
}
