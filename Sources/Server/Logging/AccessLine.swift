import HTTPTypes
import TouchstoneJSON
import Tracking

/// What is logged about one answered request. Queries are left out, for they may hold secrets.
struct AccessLine: Sendable {
    let identity: RequestIdentity
    let method: HTTPRequest.Method
    let path: String
    /// The name of the operation; nil when there was none at the path.
    let endpoint: String?
    let caller: String?
    let status: HTTPResponse.Status
    /// The size of the answer's body; nil when it is not known beforehand.
    let byteCount: Int?
    let duration: Duration

    var json: [UInt8] {
        var line: JSONObject = [
            "time": .string(LogTime.text(.now)), "level": .string(status.code >= 500 ? "error" : "info"), "message": "request",
            "method": .string(method.rawValue), "path": .string(path), "status": .integer(Int64(status.code)),
            "ms": .number((duration.milliseconds * 1000).rounded() / 1000), "request_id": .string(identity.id),
        ]
        if let endpoint { line["endpoint"] = .string(endpoint) }
        if let byteCount { line["bytes"] = .integer(Int64(byteCount)) }
        if let caller { line["user"] = .string(caller) }
        if let traceID = identity.traceID { line["trace_id"] = .string(traceID) }
        return JSONValue.object(line).encoded()
    }
}

extension Duration {
    /// The duration in milliseconds.
    var milliseconds: Double { Double(components.seconds) * 1e3 + Double(components.attoseconds) * 1e-15 }
}
