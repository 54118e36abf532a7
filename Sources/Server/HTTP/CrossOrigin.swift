import HTTPTypes
import Hummingbird

/// What browsers must be told so that pages of allowed origins can use the interface.
enum CrossOrigin {
    /// The answer to a browser that asks whether a page may send a request; nil for any other request.
    static func preflight(_ request: Request, _ check: OriginCheck) -> Response? {
        guard request.method == .options, let origin = request.headers[.origin], let method = request.headers[.accessControlRequestMethod]
        else { return nil }
        guard check.allows(origin: origin, host: request.head.authority) else {
            return Reply.text("Cross-origin request blocked", .badRequest)
        }
        var response = Reply.text("OK")
        response.headers[.accessControlAllowMethods] = method
        response.headers[.accessControlAllowHeaders] = request.headers[.accessControlRequestHeaders]
        response.headers[.accessControlMaxAge] = "600"
        allow(origin, check, in: &response)
        return response
    }

    /// Tells the browser that a page of an allowed origin may read the answer.
    static func mark(_ response: inout Response, to request: Request, _ check: OriginCheck) {
        guard let origin = request.headers[.origin], check.allows(origin: origin, host: request.head.authority) else { return }
        allow(origin, check, in: &response)
    }

    private static func allow(_ origin: String, _ check: OriginCheck, in response: inout Response) {
        response.headers[.accessControlAllowOrigin] = check.origins.contains("*") ? "*" : origin
        if !check.origins.contains("*") { response.headers[.accessControlAllowCredentials] = "true" }
        response.headers[.vary] = "Origin"
    }
}
