import TouchstoneJSON

extension ModelChoice {
    /// The settings as they may be stored: of headers and of a command's environment only the names, since values may be secret.
    var recordedSettings: JSONObject {
        var settings = settings
        for key in ["headers", "environment"] {
            guard let members = settings[key]?.objectValue else { continue }
            settings[key] = .array(members.keys.sorted().map(JSONValue.string))
        }
        return settings
    }
}
