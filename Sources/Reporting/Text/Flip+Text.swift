import TouchstoneJSON

extension Flip {
    /// The sample's id, with the epoch where it is not the first.
    var label: String { epoch > 1 ? sample + " (epoch \(epoch))" : sample }
}

extension JSONValue {
    /// A score as people read it: pass or fail, a short number, or the category.
    var scoreText: String {
        switch self {
        case .bool(let passed): passed ? "pass" : "fail"
        case .null: "no value"
        default: doubleValue.map(NumberText.short) ?? preview
        }
    }
}
