import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

@Suite struct WebhookServiceTests {
    private static let url = "http://127.0.0.1:"

    /// Somebody who is told.
    private final class Receiver: Sendable {
        struct Telling: Sendable {
            let headers: [String: String]
            let body: String
        }

        private let tellings = Mutex<[Telling]>([])
        private let statuses: Mutex<[HTTPResponse.Status]>

        init(answering statuses: [HTTPResponse.Status] = []) { self.statuses = Mutex(statuses) }

        var all: [Telling] { tellings.withLock { $0 } }

        func run(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
            let responder = CallbackResponder { (request: Request, _: BasicRequestContext) in
                let bytes = try await request.body.collect(upTo: 1 << 20)
                let headers = Dictionary(request.headers.map { ($0.name.rawName, $0.value) }) { first, _ in first }
                self.tellings.withLock { $0.append(Telling(headers: headers, body: String(buffer: bytes))) }
                let status = self.statuses.withLock { $0.isEmpty ? .ok : $0.removeFirst() }
                return Response(
                    status: status, headers: [.location: "http://127.0.0.1:1/", .contentType: "text/plain"],
                    body: .init(byteBuffer: .init(string: "hello")))
            }
            let receiver = Application(responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)))
            try await receiver.test(.live) { client in
                try await body(client.port ?? 0)
            }
        }
    }

    private static var rules: WebhookRules {
        var rules = WebhookRules()
        rules.schemes = ["http"]
        rules.allowsPrivateAddresses = true
        rules.sendsDeliveries = false
        rules.timeout = 20_000
        return rules
    }

    private static var settings: ServerSettings {
        var settings = ServerSettings()
        settings.webhooks = rules
        return settings
    }

    private static func service(_ store: TrackingStore, _ rules: WebhookRules = rules) -> WebhookDeliveryService {
        WebhookDeliveryService(
            store: store, rules: rules, schedule: WebhookRetrySchedule(mostAttempts: 3, firstDelay: 0, longestDelay: 0),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private static let events: JSONValue = [["entity": "REGISTERED_MODEL", "action": "CREATED"], ["entity": 2, "action": 1]]

    @Test func `a change is told, signed, under one identifier until it arrives`() async throws {
        let receiver = Receiver(answering: [.serviceUnavailable, .tooManyRequests])
        try await receiver.run { port in
            try await TrackingTrial.run(settings: Self.settings) { trial in
                let made = try await trial.post(
                    "webhooks", ["name": "hook", "url": .string(Self.url + "\(port)/x?y=1"), "events": Self.events, "secret": "s3cret"])
                #expect(made.status == 200, "\(made.message)")
                #expect(made["webhook"]?["secret"] == nil)
                #expect(made["webhook"]?["events"]?.arrayValue?.count == 2)
                _ = try await trial.post("registered-models/create", ["name": "m"])
                let service = Self.service(trial.store)
                while await service.sendDue() {}
                #expect(try await trial.store.waitingDeliveries() == 0)
            }
        }
        let tellings = receiver.all
        #expect(tellings.count == 3)
        #expect(Set(tellings.map { $0.headers["X-MLflow-Delivery-Id"] }).count == 1)
        #expect(Set(tellings.map(\.body)).count == 1)
        for telling in tellings {
            let signature = WebhookSignature.text(
                secret: "s3cret", deliveryID: telling.headers["X-MLflow-Delivery-Id"] ?? "",
                timestamp: telling.headers["X-MLflow-Timestamp"] ?? "", body: telling.body)
            #expect(telling.headers["X-MLflow-Signature"] == signature)
            #expect(telling.headers["Content-Type"] == "application/json")
        }
    }

    @Test(arguments: [HTTPResponse.Status.badRequest, .found, .notFound]) func `who refuses or sends elsewhere is not asked again`(
        status: HTTPResponse.Status
    ) async throws {
        let receiver = Receiver(answering: [status])
        try await receiver.run { port in
            try await TrackingTrial.run(settings: Self.settings) { trial in
                _ = try await trial.post("webhooks", ["name": "h", "url": .string(Self.url + "\(port)"), "events": Self.events])
                _ = try await trial.post("registered-models/create", ["name": "m"])
                while await Self.service(trial.store).sendDue() {}
                #expect(try await trial.store.waitingDeliveries() == 0)
            }
        }
        #expect(receiver.all.count == 1)
        #expect(receiver.all.first?.headers["X-MLflow-Signature"] == nil)
    }

    @Test func `an address that has become private is not told`() async throws {
        let receiver = Receiver()
        try await receiver.run { port in
            try await TrackingTrial.run(settings: Self.settings) { trial in
                _ = try await trial.post("webhooks", ["name": "h", "url": .string("http://localhost:\(port)/"), "events": Self.events])
                _ = try await trial.post("registered-models/create", ["name": "m"])
                var strict = Self.rules
                strict.allowsPrivateAddresses = false
                while await Self.service(trial.store, strict).sendDue() {}
                #expect(try await trial.store.waitingDeliveries() == 0)
            }
        }
        #expect(receiver.all.isEmpty)
    }

    @Test func `a webhook is tried, changed and removed`() async throws {
        let receiver = Receiver(answering: [.ok, .internalServerError])
        try await receiver.run { port in
            try await TrackingTrial.run(settings: Self.settings) { trial in
                let made = try await trial.post("webhooks", ["name": "h", "url": .string(Self.url + "\(port)"), "events": Self.events])
                let id = try #require(made["webhook"]?["webhook_id"]?.stringValue)
                let tried = try await trial.post("webhooks/\(id)/test", ["event": ["entity": "REGISTERED_MODEL", "action": "CREATED"]])
                #expect(tried["result"] == ["success": true, "response_status": 200, "response_body": "hello"])
                let again = try await trial.post("webhooks/\(id)/test", [:])
                #expect(again["result"]?["success"] == false)
                #expect(again["result"]?["response_status"] == 500)
                let changed = try await trial.send(.patch, "webhooks/\(id)", ["status": "DISABLED", "description": "d"])
                #expect(changed["webhook"]?["status"] == "DISABLED")
                #expect(changed["webhook"]?["name"] == "h")
                #expect(try await trial.get("webhooks")["webhooks"]?[0]?["description"] == "d")
                #expect(try await trial.send(.delete, "webhooks/\(id)").body == [:])
                #expect(try await trial.get("webhooks/\(id)").status == 404)
            }
        }
    }

    @Test func `an example has the data that MLflow's receivers are tried with`() {
        #expect(
            WebhookEventKind.modelVersionCreated.exampleData == [
                "name": "example_model", "version": "1", "source": "models:/123", "run_id": "abcd1234abcd5678",
                "tags": ["example_key": "example_value"], "description": "An example model version",
            ])
        #expect(
            WebhookEventKind.registeredModelCreated.exampleData == [
                "name": "example_model", "tags": ["example_key": "example_value"], "description": "An example registered model",
            ])
        #expect(WebhookEventKind.promptVersionCreated.exampleData["description"] == "An example prompt version")
    }

    @Test func `in a closed network the receiver need not be there when its webhook is made`() async throws {
        try await TrackingTrial.run(settings: Self.settings) { trial in
            let made = try await trial.post(
                "webhooks", ["name": "h", "url": "http://nobody.invalid/x", "description": "", "events": Self.events])
            #expect(made.status == 200)
            #expect(made["webhook"]?["description"] == nil)
        }
        try await TrackingTrial.run { trial in
            let made = try await trial.post("webhooks", ["name": "h", "url": "https://nobody.invalid/x", "events": Self.events])
            #expect(made.message.contains("Cannot resolve Webhook URL hostname"))
        }
    }

    @Test func `wrong webhooks are refused`() async throws {
        try await TrackingTrial.run { trial in
            for (url, name, events) in [
                ("http://example.com/", "h", Self.events), ("https://127.0.0.1/", "h", Self.events),
                ("https://localhost/", "h", Self.events),
                ("https://[::1]/", "h", Self.events), ("https://169.254.169.254/", "h", Self.events),
                ("https://8.8.8.8/", "-h", Self.events), ("https://8.8.8.8/", String(repeating: "h", count: 64), Self.events),
                ("https://8.8.8.8/", "h", []), ("https://8.8.8.8/", "h", [["entity": "PROMPT", "action": "DELETED"]]),
                ("https://8.8.8.8/", "h", [["entity": "NOTHING", "action": "CREATED"]]), ("https://8.8.8.8/", "h", "x"),
            ] as [(String, String, JSONValue)] {
                let answer = try await trial.post("webhooks", ["name": .string(name), "url": .string(url), "events": events])
                #expect(answer.status == 400, "\(url) \(name)")
                #expect(answer.code == "INVALID_PARAMETER_VALUE")
            }
            #expect(try await trial.get("webhooks?max_results=0").status == 400)
            let taken = try await trial.post("webhooks", ["name": "h", "url": "https://8.8.8.8/", "events": Self.events])
            #expect(taken.status == 200)
        }
    }
}
