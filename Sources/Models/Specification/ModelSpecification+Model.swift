import TouchstoneJSON

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ModelSpecification {
    /// The model. Keys and `${NAME}` are looked up in the given environment, the process's own unless given.
    ///
    /// Throws ``ModelError`` for settings that do not fit; of kind `unauthorized` when a hosted model's key is missing.
    public func makeModel(environment: [String: String]? = nil) throws(ModelError) -> any Model {
        let environment = environment ?? ProcessInfo.processInfo.environment
        switch kind {
        case .echo: return EchoModel()
        case .given: return GivenModel(field: try text("field") ?? "outputs")
        case .extractive: return ExtractiveModel(sentences: try count("sentences") ?? 1)
        case .openai, .anthropic, .ollama: return try hostedModel(environment)
        case .http: return try templatedModel(environment)
        case .exec: return try commandModel(environment)
        }
    }

    /// A model that is a command; it inherits the environment, with the specification's own additions.
    private func commandModel(_ environment: [String: String]) throws(ModelError) -> any Model {
        guard let line = settings["command"] else { throw ModelError(.invalidRequest, "the provider \"exec\" needs a \"command\"") }
        var variables = environment
        for variable in try texts("environment") {
            guard !["KEY", "TOKEN", "SECRET", "PASSWORD"].contains(where: variable.name.uppercased().contains) else {
                throw ModelError(
                    .invalidRequest,
                    "the variable \(variable.name) looks like a key, which does not belong in a specification: the command inherits the environment"
                )
            }
            variables[variable.name] = variable.text
        }
        let command = try LineCommand(json: line, environment: variables, directory: try text("directory"))
        var identity = ModelIdentity(provider: provider, name: name.isEmpty ? command.title : name, reads: .everything)
        for setting in ["command", "environment", "directory"] { identity.settings[setting] = settings[setting] }
        let process = LineProcess(command, restarts: try count("restarts", least: 0) ?? 3)
        return CommandModel(
            identity: identity, process: process, timeouts: try ModelTimeouts(json: settings["timeouts"], isStreaming: false))
    }

    /// A setting that is a text.
    func text(_ name: String) throws(ModelError) -> String? {
        guard let value = settings[name], !value.isNull else { return nil }
        guard let text = value.stringValue else { throw misfit(name, "a text", value) }
        return text
    }

    /// A setting that is a whole number, not below the least.
    func count(_ name: String, least: Int = 1) throws(ModelError) -> Int? {
        guard let value = settings[name], !value.isNull else { return nil }
        guard let whole = value.intValue, whole >= least else { throw misfit(name, "a whole number from \(least) up", value) }
        return whole
    }

    /// A setting that is true or false; false when it is absent.
    func flag(_ name: String) throws(ModelError) -> Bool {
        guard let value = settings[name], !value.isNull else { return false }
        guard let flag = value.boolValue else { throw misfit(name, "true or false", value) }
        return flag
    }

    /// A setting that is an object of texts.
    func texts(_ name: String) throws(ModelError) -> [(name: String, text: String)] {
        guard let value = settings[name], !value.isNull else { return [] }
        guard let members = value.objectValue else { throw misfit(name, "an object of texts", value) }
        var texts: [(name: String, text: String)] = []
        for member in members {
            guard let text = member.value.stringValue else { throw misfit("\(name).\(member.key)", "a text", member.value) }
            texts.append((member.key, text))
        }
        return texts
    }

    func misfit(_ name: String, _ wanted: String, _ value: JSONValue) -> ModelError {
        ModelError(.invalidRequest, "the setting \"\(name)\" of the model should be \(wanted), but is \(value.kindDescription)")
    }
}
