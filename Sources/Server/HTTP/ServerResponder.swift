import HTTPTypes
import Hummingbird
import Logging
import Tracking

/// Answers every request: finds its endpoint, asks whether the caller may, reads the fields, and turns what is thrown into an answer.
struct ServerResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let table: EndpointTable
    let resources: ServerResources

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        do {
            try OriginCheck.check(request)
            return finished(try await answer(request), for: request)
        } catch {
            return finished(refusal(error, of: request, context.logger), for: request)
        }
    }

    private func answer(_ request: Request) async throws -> Response {
        switch table.match(request.method, request.uri.path) {
        case .found(let endpoint, let parameters):
            let fields = try await RequestReading.fields(
                of: request, parameters, for: endpoint, maximumBytes: resources.settings.maximumMessageBytes)
            let call = Call(fields: fields, request: request, resources: resources, caller: nil)
            return try await endpoint.answer(call).httpResponse
        case .wrongMethod(let allowed):
            let methods = allowed.map(\.rawValue).joined(separator: ", ")
            throw MLflowError(.methodNotAllowed, "\(request.method.rawValue) is not offered here; use \(methods).")
        case .unknown:
            throw MLflowError(.endpointNotFound, "There is nothing at \(request.uri.path).")
        }
    }

    private func refusal(_ error: any Error, of request: Request, _ logger: Logger) -> Response {
        let refusal = MLflowError(error)
        if refusal.code.status.kind == .serverError {
            logger.error("a request failed", metadata: ["path": "\(request.uri.path)", "reason": "\(error)"])
        }
        return Reply.refusal(refusal)
    }

    /// The headers that every answer carries.
    private func finished(_ response: Response, for request: Request) -> Response {
        var response = response
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.xFrameOptions] = "SAMEORIGIN"
        return request.method == .head ? response.createHeadResponse() : response
    }
}

extension HTTPField.Name {
    static let xFrameOptions = HTTPField.Name(checked: "X-Frame-Options")

    /// A name that is known to be well formed.
    fileprivate init(checked name: StaticString) {
        self = HTTPField.Name("\(name)") ?? .server
    }
}
