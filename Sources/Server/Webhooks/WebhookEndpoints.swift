/// Addresses that are told of changes in the registry.
enum WebhookEndpoints {
    static let all: [Endpoint] = []
}
