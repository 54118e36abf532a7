import HTTPTypes
import Hummingbird
import NIOCore
import OpenTelemetryProtocol
import TouchstoneJSON
import Tracking

/// The intake of OpenTelemetry's exporters: spans in protocol buffers or JSON, plain or packed, stored all or none.
enum TraceIntake {
    static let experimentHeader = "x-mlflow-experiment-id"
    private static let runHeader = "x-mlflow-run-id"

    static let endpoints = [
        Endpoint("exportTraces", .post, "v1/traces", in: .root, access: .on(.experimentHeader(experimentHeader), .edit), body: .stream) {
            call in
            do {
                return try await store(call)
            } catch let refusal as Refusal {
                return .response(Reply.json(JSONValue.object(["detail": refusal.detail]).encoded(), refusal.status))
            }
        }
    ]

    /// A request that is no proper export, answered as MLflow's server does.
    private struct Refusal: Error {
        let status: HTTPResponse.Status
        let detail: JSONValue

        init(_ status: HTTPResponse.Status = .badRequest, _ detail: JSONValue) {
            self.status = status
            self.detail = detail
        }
    }

    private enum Encoding: String {
        case protobuf = "application/x-protobuf"
        case json = "application/json"
    }

    private static func store(_ call: Call) async throws -> Reply {
        guard let experiment = header(experimentHeader, of: call.request) else {
            throw Refusal(
                .unprocessableContent,
                [["type": "missing", "loc": ["header", .string(experimentHeader)], "msg": "Field required", "input": nil]])
        }
        let encoding = try encoding(of: call.request)
        let limit = call.resources.settings.maximumMessageBytes
        let body = try await RequestReading.bytes(of: call.request, maximum: limit)
        let bytes = try unpacked(Array(body.readableBytesView), call.request, limit: limit)
        let batches = try batches(bytes, encoding)
        if !batches.isEmpty {
            let run = run(of: call.request)
            try await call.store.storeSpans(batches, in: try ExperimentID(checking: experiment), run: run)
        }
        return .response(
            Response(
                status: .ok, headers: [.contentType: encoding.rawValue],
                body: ResponseBody(byteBuffer: ByteBuffer(string: encoding == .json ? "{}" : ""))))
    }

    /// The run that a request's traces are to be linked to; nil for none.
    static func run(of request: Request) -> String? { header(runHeader, of: request) }

    private static func header(_ name: String, of request: Request) -> String? {
        guard let field = HTTPField.Name(name), let value = request.headers[field], !value.isEmpty else { return nil }
        return value
    }

    private static func encoding(of request: Request) throws(Refusal) -> Encoding {
        let type = request.headers[.contentType]
        let essence = (type ?? "").prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        guard let encoding = Encoding(rawValue: essence) else {
            throw Refusal(
                .badRequest,
                .string("Invalid Content-Type: \(type ?? "None"). Expected: application/x-protobuf or application/json"))
        }
        return encoding
    }

    private static func unpacked(_ body: [UInt8], _ request: Request, limit: Int) throws -> [UInt8] {
        let format: Inflation.Format
        let name = request.headers[.contentEncoding]?.lowercased() ?? ""
        switch name {
        case "", "identity": return body
        case "gzip", "x-gzip": format = .gzip
        case "deflate": format = .deflate
        default: throw Refusal(.badRequest, .string("Unsupported Content-Encoding: \(name)"))
        }
        do {
            return try Inflation.inflated(body, format, limit: limit)
        } catch Inflation.Failure.tooLarge {
            throw MLflowError(
                .requestTooLarge, "The request's body is larger than the \(limit) bytes that are taken; send it in parts.")
        } catch {
            throw Refusal(.badRequest, .string("Failed to decompress \(format == .gzip ? "gzip" : "deflate") payload"))
        }
    }

    private static func batches(_ bytes: [UInt8], _ encoding: Encoding) throws(Refusal) -> [TraceSpans] {
        let request: OTLPExportTraceServiceRequest
        do {
            request = encoding == .json ? try .init(json: bytes) : try .init(protobuf: bytes)
        } catch {
            throw Refusal(.badRequest, .string("Invalid OpenTelemetry format: \(error)"))
        }
        guard !request.resourceSpans.isEmpty else {
            throw Refusal(.badRequest, "Invalid OpenTelemetry format - no spans found")
        }
        do {
            return try SpanIntake.batches(request)
        } catch {
            throw Refusal(.unprocessableContent, "Cannot convert OpenTelemetry span to MLflow span")
        }
    }
}
