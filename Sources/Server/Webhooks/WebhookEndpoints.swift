import HTTPTypes
import TouchstoneJSON
import Tracking

/// Addresses that are told of changes in the registry.
enum WebhookEndpoints {
    static let all = [
        Endpoint("createWebhook", .post, "webhooks", access: .administrator) { call in
            try await reply(try await call.store.createWebhook(try await newWebhook(call)))
        },
        Endpoint("listWebhooks", .get, "webhooks", access: .administrator) { call in
            let page = try await call.store.webhooks(
                maxResults: Int(try call.fields.integer("max_results") ?? 100), pageToken: try call.fields.text("page_token"))
            return RegistryMessage.page(page, as: "webhooks") { WebhookMessage.json($0) }
        },
        Endpoint("getWebhook", .get, "webhooks/:webhook_id", access: .administrator) { call in
            try await reply(try await call.store.webhook(try call.fields.requiredText("webhook_id")))
        },
        Endpoint("updateWebhook", .patch, "webhooks/:webhook_id", access: .administrator) { call in
            let id = try call.fields.requiredText("webhook_id")
            return try await reply(try await call.store.updateWebhook(id, try await change(call, of: id)))
        },
        Endpoint("deleteWebhook", .delete, "webhooks/:webhook_id", access: .administrator) { call in
            try await call.store.deleteWebhook(try call.fields.requiredText("webhook_id"))
            return .empty
        },
        Endpoint("testWebhook", .post, "webhooks/:webhook_id/test", access: .administrator) { call in
            let webhook = try await call.store.webhook(try call.fields.requiredText("webhook_id"))
            let event = try call.fields.message("event").map { try WebhookMessage.event($0) } ?? webhook.events.first
            return .json(["result": .object(try await test(webhook, event ?? .registeredModelCreated, call))])
        },
    ]

    private static func reply(_ webhook: Webhook) async throws -> Reply { .json(["webhook": .object(WebhookMessage.json(webhook))]) }

    private static func newWebhook(_ call: Call) async throws -> Webhook {
        let fields = call.fields
        let name = try fields.requiredText("name")
        let url = try fields.requiredText("url")
        let events = try WebhookMessage.events(fields)
        guard !events.isEmpty else { throw fields.missing("events") }
        let description = try fields.text("description")
        let secret = try fields.text("secret")
        let status = try WebhookMessage.status(fields) ?? .active
        try WebhookMessage.check(name: name)
        var generator = SystemRandomNumberGenerator()
        let id = WebhookIdentifier.random(using: &generator)
        return Webhook(
            id: id, name: name, description: description.flatMap { $0.isEmpty ? nil : $0 }, url: try await checked(url, call),
            events: events, sealedSecret: try sealed(secret, of: id, call), status: status)
    }

    private static func change(_ call: Call, of id: String) async throws -> WebhookChange {
        let fields = call.fields
        var change = WebhookChange()
        if let name = try fields.text("name"), !name.isEmpty {
            try WebhookMessage.check(name: name)
            change.name = name
        }
        change.description = try fields.text("description")
        if let url = try fields.text("url"), !url.isEmpty { change.url = try await checked(url, call) }
        let events = try WebhookMessage.events(fields)
        if !events.isEmpty { change.events = events }
        if let secret = try fields.text("secret") { change.sealedSecret = .some(try sealed(secret, of: id, call)) }
        change.status = try WebhookMessage.status(fields)
        return change
    }

    /// An address that may be told now; whether it still may is asked again at each delivery. Where any address may be told, the host need
    /// not be there yet.
    private static func checked(_ url: String, _ call: Call) async throws -> String {
        let rules = call.resources.settings.webhooks
        let parts = try WebhookURL(url, schemes: rules.schemes)
        if !rules.allowsPrivateAddresses { _ = try await rules.address(of: parts) }
        return url
    }

    private static func sealed(_ secret: String?, of id: String, _ call: Call) throws -> String? {
        guard let secret, !secret.isEmpty else { return nil }
        return try SecretKey.box(for: call.store.location).sealed(secret, for: WebhookSecret.purpose(of: id))
    }

    private static func test(_ webhook: Webhook, _ event: WebhookEventKind, _ call: Call) async throws -> JSONObject {
        var generator = SystemRandomNumberGenerator()
        let sender = WebhookSender(rules: call.resources.settings.webhooks, location: call.store.location)
        let outcome = await sender.send(
            WebhookBody.text(event, event.exampleData, at: .now), id: WebhookIdentifier.random(using: &generator), to: webhook.url,
            sealedSecret: webhook.sealedSecret, webhook: webhook.id)
        switch outcome {
        case .answered(let status, let body, _):
            return [
                "success": .bool((200..<300).contains(status)), "response_status": .integer(Int64(status)), "response_body": .string(body),
            ]
        case .failed(let reason):
            return ["success": false, "error_message": .string("Failed to test webhook: \(reason)")]
        }
    }
}
