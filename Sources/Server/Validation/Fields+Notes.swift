import TouchstoneJSON
import Tracking

extension Fields {
    /// A metric; `nameField` is what the messages call its name.
    func metric(nameField: @autoclosure () -> String) throws(MLflowError) -> Metric {
        let name = try requiredText("key")
        let value = try requiredNumber("value")
        let time = try requiredInteger("timestamp")
        let step = try integer("step") ?? 0
        try TextLimit.key.check(name, "Metric name")
        try KeyGrammar.check(name, nameField())
        guard time >= 0 else {
            throw wrong(
                "timestamp", .integer(time),
                because: "metric '\(name)' (value=\(value)). Timestamp must be a nonnegative long (64-bit integer) ")
        }
        let dataset = (name: try filledText("dataset_name"), digest: try filledText("dataset_digest"))
        guard (dataset.name == nil) == (dataset.digest == nil) else {
            throw .invalid("Both dataset_name and dataset_digest must be provided if one is provided")
        }
        return Metric(
            name, value, step: step, time: Timestamp(rawValue: time), datasetName: dataset.name, datasetDigest: dataset.digest,
            modelID: try filledText("model_id"))
    }

    /// A param, its value cut to what is kept of it.
    func param() throws(MLflowError) -> NamedText {
        let name = try requiredText("key")
        let value = try text("value") ?? ""
        try TextLimit.key.check(name, "Param key")
        try KeyGrammar.check(name, path("key"))
        return NamedText(name, TextLimit.param.cut(value))
    }

    /// A tag of a run, its value cut to what is kept of it.
    func runTag() throws(MLflowError) -> NamedText {
        let name = try requiredText("key")
        let value = try text("value") ?? ""
        try TextLimit.key.check(name, path("key"))
        try KeyGrammar.check(name, path("key"))
        return NamedText(name, TextLimit.runTag.cut(value))
    }

    /// A name and a text with their limits, whatever else they hold.
    func namedText(key: TextLimit = .key, value limit: TextLimit) throws(MLflowError) -> NamedText {
        let name = try requiredText("key")
        let value = try text("value") ?? ""
        try key.check(name, "key")
        try limit.check(value, "value")
        return NamedText(name, value)
    }

    /// A text; nil when absent or empty.
    func filledText(_ name: String) throws(MLflowError) -> String? { try text(name).flatMap { $0.isEmpty ? nil : $0 } }

    /// Each message of a list, read by a body.
    func each<T>(_ name: String, _ read: (Fields) throws(MLflowError) -> T) throws(MLflowError) -> [T] {
        let messages = try messages(name)
        var values: [T] = []
        values.reserveCapacity(messages.count)
        for message in messages { values.append(try read(message)) }
        return values
    }

    private func wrong(_ name: String, _ value: JSONValue, because reason: String) -> MLflowError {
        .invalid("Invalid value \(value.text()) for parameter '\(path(name))' supplied: \(reason)")
    }
}
