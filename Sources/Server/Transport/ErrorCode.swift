import HTTPTypes

/// The names of errors in MLflow's interface, each with the HTTP status that its clients expect (section 0.3 of the wire contract).
enum ErrorCode: String, Sendable, Hashable, CaseIterable {
    case invalidParameterValue = "INVALID_PARAMETER_VALUE"
    case badRequest = "BAD_REQUEST"
    case resourceAlreadyExists = "RESOURCE_ALREADY_EXISTS"
    case unauthenticated = "UNAUTHENTICATED"
    case permissionDenied = "PERMISSION_DENIED"
    case resourceDoesNotExist = "RESOURCE_DOES_NOT_EXIST"
    case endpointNotFound = "ENDPOINT_NOT_FOUND"
    case methodNotAllowed = "METHOD_NOT_ALLOWED"
    case requestTooLarge = "REQUEST_TOO_LARGE"
    case resourceConflict = "RESOURCE_CONFLICT"
    case invalidState = "INVALID_STATE"
    case internalError = "INTERNAL_ERROR"
    case notImplemented = "NOT_IMPLEMENTED"
    case temporarilyUnavailable = "TEMPORARILY_UNAVAILABLE"

    /// The HTTP status of an answer with this error.
    var status: HTTPResponse.Status {
        switch self {
        case .invalidParameterValue, .badRequest, .resourceAlreadyExists: .badRequest
        case .unauthenticated: .unauthorized
        case .permissionDenied: .forbidden
        case .resourceDoesNotExist, .endpointNotFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .requestTooLarge: .contentTooLarge
        case .resourceConflict: .conflict
        case .invalidState, .internalError: .internalServerError
        case .notImplemented: .notImplemented
        case .temporarilyUnavailable: .serviceUnavailable
        }
    }
}
