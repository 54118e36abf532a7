import AsyncHTTPClient
import Logging
import ServiceLifecycle
import Tracking

/// Sends what waits in the store to its webhooks, for as long as the server runs.
///
/// A delivery leaves the store only when its receiver has taken it or when it is given up, so a server that is killed loses none; a
/// receiver may then see one twice, under the same identifier.
struct WebhookDeliveryService: Service {
    let store: TrackingStore
    let rules: WebhookRules
    let schedule: WebhookRetrySchedule
    let logger: Logger

    init(store: TrackingStore, rules: WebhookRules, schedule: WebhookRetrySchedule = WebhookRetrySchedule(), logger: Logger) {
        self.store = store
        self.rules = rules
        self.schedule = schedule
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let wait = await sendDue() ? 0 : rules.pollInterval
                if wait > 0 { try? await Task.sleep(for: .milliseconds(wait)) }
            }
        }
    }

    /// Takes what is due and tries each once; false when nothing was due.
    func sendDue() async -> Bool {
        do {
            let deliveries = try await store.takeDeliveries(atMost: rules.concurrency, lease: rules.timeout * 2 + 10_000)
            await withTaskGroup { group in
                for delivery in deliveries { group.addTask { await attempt(delivery) } }
            }
            return !deliveries.isEmpty
        } catch {
            logger.error("the deliveries that wait could not be read", metadata: ["reason": "\(error)"])
            return false
        }
    }

    private func attempt(_ delivery: WebhookDelivery) async {
        let outcome = await WebhookSender(rules: rules, location: store.location).send(
            delivery.body, id: delivery.id, to: delivery.url, sealedSecret: delivery.sealedSecret, webhook: delivery.webhookID)
        do {
            try await note(outcome, of: delivery)
        } catch {
            // It stays in the store and is tried again when its lease ends.
            logger.error("a delivery's outcome could not be noted", metadata: ["delivery": "\(delivery.id)", "reason": "\(error)"])
        }
    }

    private func note(_ outcome: WebhookSender.Outcome, of delivery: WebhookDelivery) async throws {
        let reason: String
        var mayComeAgain = true
        var asked: Int64?
        switch outcome {
        case .answered(200..<300, _, _): return try await store.endDelivery(delivery.key)
        case .answered(let status, _, let retryAfter):
            reason = "the receiver answered with status \(status)"
            mayComeAgain = status >= 500 || status == 408 || status == 429
            asked = retryAfter
        case .failed(let why): reason = why
        }
        let delay = mayComeAgain ? schedule.delay(afterAttempts: delivery.attempts, chance: Double.random(in: 0...1), asked: asked) : nil
        logger.warning(
            delay == nil ? "a webhook was given up" : "a webhook could not be told",
            metadata: [
                "webhook": "\(delivery.webhookID)", "delivery": "\(delivery.id)", "attempt": "\(delivery.attempts)",
                "reason": "\(reason)",
            ])
        guard let delay else { return try await store.endDelivery(delivery.key) }
        try await store.postponeDelivery(
            delivery.key, until: Timestamp(rawValue: Timestamp.now.rawValue + delay), because: String(reason.prefix(500)))
    }
}
