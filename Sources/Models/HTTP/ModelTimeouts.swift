import Scoring
import TouchstoneJSON

/// How long an exchange may take, in seconds.
struct ModelTimeouts: Sendable, Hashable {
    /// Longest silence: before the first byte, and between any two.
    var idle: Double
    /// Longest whole exchange.
    var total: Double

    /// Silence of 300 s, or of 60 s while streaming, and 600 s in all.
    init(isStreaming: Bool) {
        idle = isStreaming ? 60 : 300
        total = 600
    }

    /// Reads `idle` and `total`.
    init(json: JSONValue?, isStreaming: Bool) throws(ModelError) {
        self.init(isStreaming: isStreaming)
        guard let json, !json.isNull else { return }
        guard let members = json.objectValue else {
            throw ModelError(.invalidRequest, "\"timeouts\" should be an object of \"idle\" and \"total\", but is \(json.kindDescription)")
        }
        for member in members {
            guard let seconds = member.value.doubleValue, seconds > 0, seconds <= 86_400 else {
                throw ModelError(.invalidRequest, "the timeout \"\(member.key)\" should be a number of seconds above 0, at most a day")
            }
            switch member.key {
            case "idle": idle = seconds
            case "total": total = seconds
            default:
                let hint = closestName(to: member.key, among: ["idle", "total"]).map { " (did you mean \"\($0)\"?)" } ?? ""
                throw ModelError(.invalidRequest, "there is no timeout \"\(member.key)\"\(hint); there are \"idle\" and \"total\"")
            }
        }
    }
}
