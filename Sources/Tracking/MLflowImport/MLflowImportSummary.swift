package import TouchstoneJSON

/// What an import did.
package struct MLflowImportSummary: Sendable, Hashable {
    /// How many of one kind were taken over, and how many were there before.
    package struct Count: Sendable, Hashable {
        package var new = 0
        package var known = 0
    }

    package var experiments = Count()
    package var runs = Count()
    package var metrics = 0
    package var loggedModels = Count()
    package var registeredModels = Count()
    package var modelVersions = Count()
    package var artifacts = Count()
    package var artifactBytes: Int64 = 0
    /// What was left out or decided, in sentences.
    package var remarks: [String] = []

    /// Whether the store is as it was before.
    package var changedNothing: Bool {
        [experiments, runs, loggedModels, registeredModels, modelVersions, artifacts].allSatisfy { $0.new == 0 }
    }

    private var counts: [(name: String, count: Count)] {
        [
            ("experiments", experiments), ("runs", runs), ("logged models", loggedModels), ("registered models", registeredModels),
            ("model versions", modelVersions), ("artifacts", artifacts),
        ]
    }

    /// For people.
    package var text: String {
        var lines = counts.map { name, count in "\(name): \(count.new) imported, \(count.known) there already" }
        lines.append("metric values: \(metrics) imported")
        if changedNothing { lines.append("nothing has changed") }
        return (lines + remarks).joined(separator: "\n") + "\n"
    }

    /// For programs.
    package var json: JSONObject {
        var object = JSONObject()
        for (name, count) in counts {
            object[name.split(separator: " ").joined(separator: "_")] = ["imported": JSONValue(count.new), "known": JSONValue(count.known)]
        }
        object["metric_values"] = JSONValue(metrics)
        object["artifact_bytes"] = .integer(artifactBytes)
        object["changed"] = .bool(!changedNothing)
        object["remarks"] = .array(remarks.map(JSONValue.string))
        return object
    }
}
