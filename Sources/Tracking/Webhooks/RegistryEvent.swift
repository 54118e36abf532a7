package import TouchstoneJSON

/// Something that happened in the registry, as webhooks are told of it.
package struct RegistryEvent: Sendable, Hashable {
    package let kind: WebhookEventKind
    package let data: JSONObject
}

extension RegistryEvent {
    private static let inner: Set<String> = [PromptTags.isPrompt, PromptTags.type]

    static func created(_ name: String, tags: [NamedText], description: String?, isPrompt: Bool) -> RegistryEvent {
        RegistryEvent(
            kind: isPrompt ? .promptCreated : .registeredModelCreated,
            data: [
                "name": .string(name), "tags": object(tags, without: isPrompt ? inner : []), "description": .string(description ?? ""),
            ])
    }

    static func created(_ new: NewModelVersion, version: Int64, source: String, runID: String?) -> RegistryEvent {
        var data: JSONObject = ["name": .string(new.model), "version": .string(String(version))]
        let isPrompt = PromptTags.sayPrompt(new.tags)
        if isPrompt {
            data["template"] = text(new.tags.last { $0.name == PromptTags.text }?.value)
        } else {
            data["source"] = .string(source)
            data["run_id"] = text(runID)
        }
        data["tags"] = object(new.tags, without: isPrompt ? inner.union([PromptTags.text]) : [])
        data["description"] = text(new.description.flatMap { $0.isEmpty ? nil : $0 })
        return RegistryEvent(kind: isPrompt ? .promptVersionCreated : .modelVersionCreated, data: data)
    }

    /// Tags of prompts alone are told of; those of registered models are not.
    static func tagSet(_ tag: NamedText, of model: RegisteredModel) -> RegistryEvent? {
        guard model.isPrompt else { return nil }
        return RegistryEvent(
            kind: .promptTagSet, data: ["name": .string(model.name), "key": .string(tag.name), "value": .string(tag.value)])
    }

    static func tagDeleted(_ key: String, of model: RegisteredModel) -> RegistryEvent? {
        guard model.isPrompt else { return nil }
        return RegistryEvent(kind: .promptTagDeleted, data: ["name": .string(model.name), "key": .string(key)])
    }

    static func tagSet(_ tag: NamedText, of model: RegisteredModel, version: Int64) -> RegistryEvent {
        RegistryEvent(
            kind: model.isPrompt ? .promptVersionTagSet : .modelVersionTagSet,
            data: [
                "name": .string(model.name), "version": .string(String(version)), "key": .string(tag.name), "value": .string(tag.value),
            ])
    }

    static func tagDeleted(_ key: String, of model: RegisteredModel, version: Int64) -> RegistryEvent {
        RegistryEvent(
            kind: model.isPrompt ? .promptVersionTagDeleted : .modelVersionTagDeleted,
            data: ["name": .string(model.name), "version": .string(String(version)), "key": .string(key)])
    }

    static func aliasSet(_ alias: String, of name: String, version: Int64, isPrompt: Bool) -> RegistryEvent {
        RegistryEvent(
            kind: isPrompt ? .promptAliasCreated : .modelVersionAliasCreated,
            data: ["name": .string(name), "alias": .string(alias), "version": .string(String(version))])
    }

    static func aliasDeleted(_ alias: String, of name: String, isPrompt: Bool) -> RegistryEvent {
        RegistryEvent(
            kind: isPrompt ? .promptAliasDeleted : .modelVersionAliasDeleted,
            data: ["name": .string(name), "alias": .string(alias)])
    }

    private static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    private static func object(_ tags: [NamedText], without names: Set<String>) -> JSONValue {
        var object = JSONObject()
        for tag in tags where !names.contains(tag.name) { object[tag.name] = .string(tag.value) }
        return .object(object)
    }
}
