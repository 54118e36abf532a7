import HTTPTypes
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
        JSONStream.object { line in
            line.member("time", LogTime.text(.now))
            line.member("level", status.code >= 500 ? "error" : "info")
            line.member("message", "request")
            line.member("method", method.rawValue)
            line.member("path", path)
            line.member("status", Int64(status.code))
            line.member("ms", (duration.milliseconds * 1000).rounded() / 1000)
            line.member("request_id", identity.id)
            line.member("endpoint", endpoint)
            if let byteCount { line.member("bytes", Int64(byteCount)) }
            line.member("user", caller)
            line.member("trace_id", identity.traceID)
        }
    }
}

extension Duration {
    /// The duration in milliseconds.
    var milliseconds: Double { Double(components.seconds) * 1e3 + Double(components.attoseconds) * 1e-15 }
}
