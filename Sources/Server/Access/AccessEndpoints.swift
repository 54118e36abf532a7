/// Users, tokens and permissions.
enum AccessEndpoints {
    static let all: [Endpoint] = []
}
