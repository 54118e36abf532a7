package import TouchstoneJSON

extension JSONValue {
    /// The value as a person would write it: a string without quotes, chat messages as their last text, anything else as compact JSON.
    package var preview: String {
        if let text = stringValue { return text }
        if let content = arrayValue?.last?["content"]?.stringValue { return content }
        if let members = objectValue, members.count == 1, let only = members.first?.value.stringValue { return only }
        return text()
    }
}
