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
        default:
            _ = environment
            throw ModelError(.invalidRequest, "the provider \"\(provider)\" is not built in yet")
        }
    }

    /// A setting that is a text.
    func text(_ name: String) throws(ModelError) -> String? {
        guard let value = settings[name], !value.isNull else { return nil }
        guard let text = value.stringValue else { throw misfit(name, "a text", value) }
        return text
    }

    /// A setting that is a whole number from 1 up.
    func count(_ name: String) throws(ModelError) -> Int? {
        guard let value = settings[name], !value.isNull else { return nil }
        guard let whole = value.intValue, whole > 0 else { throw misfit(name, "a whole number from 1 up", value) }
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
