import HTTPTypes
import Hummingbird
import Logging
import Tracking

/// Answers every request: finds its endpoint, asks whether the caller may, reads the fields, and turns what is thrown into an answer.
struct ServerResponder: HTTPResponder {
    typealias Context = ServerContext

    private let table: EndpointTable
    private let resources: ServerResources
    private let origins: OriginCheck
    private let requests: RequestMetrics
    private let prefix: String

    init(table: EndpointTable, resources: ServerResources) {
        self.table = table
        self.resources = resources
        let settings = resources.settings
        origins = OriginCheck(hosts: settings.allowedHosts + [settings.host], origins: settings.allowedOrigins)
        requests = RequestMetrics(resources.metrics)
        prefix = settings.pathPrefix
    }

    /// What is found out about a request while it is answered, for the log.
    private struct Progress {
        var endpoint: Endpoint?
        var caller: Caller?
    }

    func respond(to request: Request, context: ServerContext) async throws -> Response { await response(to: request, context) }

    /// As ``respond(to:context:)``, from a context that serves a whole connection.
    func response(to request: Request, _ context: ServerContext) async -> Response {
        let start = ContinuousClock.now
        let identity = RequestIdentity(request.headers)
        let path = path(of: request)
        var progress = Progress()
        let response: Response
        if let refusal = CrossOrigin.preflight(request, origins) ?? origins.refusal(request, path: path) {
            response = refusal
        } else {
            do {
                response = try await answer(request, path, context, &progress)
            } catch {
                response = refusal(error, of: path, identity)
            }
        }
        let duration = ContinuousClock.now - start
        requests.record(endpoint: progress.endpoint?.name, response.status, duration)
        if resources.settings.logsRequests {
            let line = AccessLine(
                identity: identity, method: request.method, path: path, endpoint: progress.endpoint?.name, caller: progress.caller?.name,
                status: response.status, byteCount: response.body.contentLength, duration: duration)
            resources.accessLog.line(line.json)
        }
        return finished(response, for: request, identity)
    }

    /// The path without the prefix that a proxy has put before it.
    private func path(of request: Request) -> String {
        let path = request.uri.path
        guard !prefix.isEmpty, path.hasPrefix(prefix) else { return path }
        let rest = path.dropFirst(prefix.count)
        return rest.isEmpty ? "/" : rest.hasPrefix("/") ? String(rest) : path
    }

    private func answer(_ request: Request, _ path: String, _ context: ServerContext, _ progress: inout Progress) async throws -> Response {
        switch table.match(request.method, path) {
        case .found(let endpoint, let parameters):
            progress.endpoint = endpoint
            if endpoint.access != .open { progress.caller = try await caller(of: request, context) }
            let fields = try await RequestReading.fields(
                of: request, parameters, for: endpoint, maximumBytes: resources.settings.maximumMessageBytes)
            let call = Call(fields: fields, request: request, resources: resources, caller: progress.caller)
            if let caller = progress.caller { try await AccessCheck.check(caller, endpoint, call) }
            return try await endpoint.answer(call).httpResponse
        case .wrongMethod(let allowed):
            progress.caller = try await caller(of: request, context)
            let methods = allowed.map(\.rawValue).joined(separator: ", ")
            throw MLflowError(.methodNotAllowed, "\(request.method.rawValue) is not offered here; use \(methods).")
        case .unknown:
            progress.caller = try await caller(of: request, context)
            throw MLflowError(.endpointNotFound, "There is nothing at \(path).")
        }
    }

    /// Who sends a request; nil where nobody is asked. Strangers do not learn what is here and what is not.
    private func caller(of request: Request, _ context: ServerContext) async throws -> Caller? {
        try await resources.gate?.caller(of: request, address: context.remoteAddress ?? "")
    }

    private func refusal(_ error: any Error, of path: String, _ identity: RequestIdentity) -> Response {
        let refusal = MLflowError(error)
        if refusal.code.status.kind == .serverError, refusal.code != .notImplemented {
            resources.logger.error(
                "a request failed", metadata: ["path": "\(path)", "reason": "\(error)", "request_id": "\(identity.id)"])
        }
        var response = Reply.refusal(refusal)
        if refusal.code == .unauthenticated { response.headers[.wwwAuthenticate] = "Basic realm=\"mlflow\"" }
        return response
    }

    /// The headers that every answer carries.
    private func finished(_ response: Response, for request: Request, _ identity: RequestIdentity) -> Response {
        var response = response
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.xFrameOptions] = resources.settings.frameOptions
        response.headers[.xRequestID] = identity.id
        CrossOrigin.mark(&response, to: request, origins)
        return request.method == .head ? response.createHeadResponse() : response
    }
}
