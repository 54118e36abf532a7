package import Logging
import TouchstoneJSON
import Tracking

/// Writes what the server and its libraries log as one JSON object a line, with the names that collectors of logs expect.
package struct JSONLogHandler: LogHandler {
    package var logLevel: Logger.Level = .info
    package var metadata: Logger.Metadata = [:]
    private let label: String
    private let output: LogOutput

    /// A handler for the logger of that label.
    package init(label: String, output: LogOutput = .standardError) {
        self.label = label
        self.output = output
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line: JSONObject = [
            "time": .string(LogTime.text(.now)), "level": .string(event.level.rawValue), "logger": .string(label),
            "message": .string(event.message.description),
        ]
        for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { _, new in new }).sorted(by: { $0.key < $1.key }) {
            line[key] = .string(value.description)
        }
        output.line(JSONValue.object(line).encoded())
    }
}
