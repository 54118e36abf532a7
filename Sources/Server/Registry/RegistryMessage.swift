import TouchstoneJSON
import Tracking

/// The registry's messages, as MLflow's clients send and read them.
enum RegistryMessage {
    /// The tags of a message; a tag without a value has an empty one.
    static func tags(_ fields: Fields) throws -> [NamedText] {
        try fields.messages("tags").map { NamedText(try $0.text("key") ?? "", try $0.text("value") ?? "") }
    }

    /// The tag that a message sets.
    static func tag(_ fields: Fields) throws -> NamedText {
        NamedText(try fields.requiredText("key"), try fields.text("value") ?? "")
    }

    /// The number of the version that a message is about.
    static func version(_ fields: Fields) throws -> Int64 {
        let text = try fields.requiredText("version")
        let digits = text.utf8.filter { $0 != UInt8(ascii: " ") }
        guard let number = Int64(String(decoding: digits, as: UTF8.self)) else {
            throw MLflowError.invalid("Parameter 'version' must be an integer, got '\(text)'.")
        }
        return number
    }

    /// A page of what a search found.
    static func page<Found>(_ page: SearchPage<Found>, as name: String, _ json: (Found) -> JSONObject) -> Reply {
        var object: JSONObject = [:]
        if !page.items.isEmpty { object[name] = .array(page.items.map { .object(json($0)) }) }
        if let token = page.nextToken { object["next_page_token"] = .string(token) }
        return .json(object)
    }

    static func json(_ model: RegisteredModel) -> JSONObject {
        var object: JSONObject = [
            "name": .string(model.name), "creation_timestamp": .integer(model.creationTime.rawValue),
            "last_updated_timestamp": .integer(model.lastUpdateTime.rawValue),
        ]
        if let description = model.description { object["description"] = .string(description) }
        if !model.latestVersions.isEmpty { object["latest_versions"] = .array(model.latestVersions.map { .object(json($0)) }) }
        add(model.tags, to: &object)
        if !model.aliases.isEmpty {
            object["aliases"] = .array(
                model.aliases.map { ["alias": .string($0.name), "version": .string(String($0.version))] })
        }
        return object
    }

    static func json(_ version: ModelVersion) -> JSONObject {
        var object: JSONObject = [
            "name": .string(version.name), "version": .string(String(version.version)),
            "creation_timestamp": .integer(version.creationTime.rawValue),
            "last_updated_timestamp": .integer(version.lastUpdateTime.rawValue), "current_stage": .string(version.stage.rawValue),
        ]
        if let description = version.description { object["description"] = .string(description) }
        object["source"] = .string(version.source)
        object["run_id"] = .string(version.runID ?? "")
        object["status"] = .string(version.status)
        add(version.tags, to: &object)
        object["run_link"] = .string(version.runLink ?? "")
        if !version.aliases.isEmpty { object["aliases"] = .array(version.aliases.map(JSONValue.string)) }
        return object
    }

    private static func add(_ tags: [NamedText], to object: inout JSONObject) {
        guard !tags.isEmpty else { return }
        object["tags"] = .array(tags.map { ["key": .string($0.name), "value": .string($0.value)] })
    }
}
