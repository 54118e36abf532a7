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
    package var traces = Count()
    package var spans = 0
    /// Assessments of traces.
    package var assessments = 0
    package var evaluationDatasets = Count()
    package var evaluationRecords = 0
    package var artifacts = Count()
    package var artifactBytes: Int64 = 0
    /// What was left out or decided, in sentences.
    package var remarks: [String] = []

    /// Whether the store is as it was before.
    package var changedNothing: Bool {
        counts.allSatisfy { $0.count.new == 0 }
    }

    private var counts: [(name: String, count: Count)] {
        [
            ("experiments", experiments), ("runs", runs), ("logged models", loggedModels), ("registered models", registeredModels),
            ("model versions", modelVersions), ("traces", traces), ("evaluation datasets", evaluationDatasets), ("artifacts", artifacts),
        ]
    }

    private var values: [(name: String, count: Int)] {
        [
            ("metric values", metrics), ("spans", spans), ("assessments of traces", assessments),
            ("records of evaluation datasets", evaluationRecords),
        ]
    }

    /// For people.
    package var text: String {
        var lines = counts.map { name, count in "\(name): \(count.new) imported, \(count.known) there already" }
        for (name, count) in values { lines.append("\(name): \(count) imported") }
        if changedNothing { lines.append("nothing has changed") }
        return (lines + remarks).joined(separator: "\n") + "\n"
    }

    /// For programs.
    package var json: JSONObject {
        var object = JSONObject()
        for (name, count) in counts {
            object[name.split(separator: " ").joined(separator: "_")] = ["imported": JSONValue(count.new), "known": JSONValue(count.known)]
        }
        for (name, count) in values { object[name.split(separator: " ").joined(separator: "_")] = JSONValue(count) }
        object["artifact_bytes"] = .integer(artifactBytes)
        object["changed"] = .bool(!changedNothing)
        object["remarks"] = .array(remarks.map(JSONValue.string))
        return object
    }
}
