import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct WebhookDeliveryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func subscribe(_ store: TrackingStore, _ id: String, _ events: [WebhookEventKind], at time: Int64 = 0) async throws {
        _ = try await store.createWebhook(
            Webhook(id: id, name: id, url: "https://h/\(id)", events: events, sealedSecret: "sealed", at: .fixed(time)))
    }

    @Test(arguments: StoreKind.all) func `what happens is noted for those who asked, with the change or not at all`(kind: StoreKind)
        async throws
    {
        let store = try await folder.open(kind)
        try await subscribe(store, "a", [.registeredModelCreated, .promptCreated])
        try await subscribe(store, "b", [.modelVersionCreated, .modelVersionAliasCreated])
        try await subscribe(store, "off", WebhookEventKind.allCases)
        var off = WebhookChange()
        off.status = .disabled
        _ = try await store.updateWebhook("off", off)
        _ = try await store.createRegisteredModel(named: "m", tags: [NamedText("k", "v")], description: "d", at: .fixed())
        await #expect(throws: RegistryError.self) { try await store.createRegisteredModel(named: "m", at: .fixed()) }
        await #expect(throws: RegistryError.self) { try await store.createModelVersion(.init(of: "m", source: "/etc"), at: .fixed()) }
        _ = try await store.createModelVersion(.init(of: "m", source: "s3://b/x"), at: .fixed())
        try await store.setModelAlias("champion", of: "m", to: 1, at: .fixed())
        _ = try await store.register(promptNamed: "p", template: "t", at: .fixed())
        let deliveries = try await store.takeDeliveries(atMost: 10, lease: 1000, at: .fixed())
        #expect(deliveries.map(\.webhookID) == ["a", "b", "b", "a"])
        let bodies = try deliveries.map { try JSONValue(parsing: $0.body) }
        #expect(bodies.map { $0["entity"]?.stringValue } == ["registered_model", "model_version", "model_version_alias", "prompt"])
        #expect(
            bodies[0] == [
                "entity": "registered_model", "action": "created", "timestamp": "2023-11-14T22:13:20.000+00:00",
                "data": ["name": "m", "tags": ["k": "v"], "description": "d"],
            ])
        #expect(bodies[1]["data"]?["run_id"] == .null)
        #expect(Set(deliveries.map(\.id)).count == 4)
    }

    @Test(arguments: StoreKind.all) func `a delivery is one taker's until its lease ends, and nobody's once it is over`(kind: StoreKind)
        async throws
    {
        let store = try await folder.open(kind)
        try await subscribe(store, "a", [.registeredModelCreated])
        for index in 0..<3 { _ = try await store.createRegisteredModel(named: "m\(index)", at: .fixed(Int64(index))) }
        let first = try await store.takeDeliveries(atMost: 2, lease: 1000, at: .fixed(10))
        #expect(first.map(\.attempts) == [1, 1])
        let second = try await store.takeDeliveries(atMost: 2, lease: 1000, at: .fixed(10))
        #expect(second.count == 1)
        #expect(try await store.takeDeliveries(atMost: 2, lease: 1000, at: .fixed(10)).isEmpty)
        try await store.endDelivery(first[0].key)
        try await store.postponeDelivery(first[1].key, until: .fixed(5000), because: "no answer")
        // Whoever took the third has died; its lease has ended.
        let third = try await store.takeDeliveries(atMost: 9, lease: 1000, at: .fixed(1011))
        #expect(third.map(\.id) == second.map(\.id))
        #expect(third.map(\.attempts) == [2])
        #expect(try await store.takeDeliveries(atMost: 9, lease: 1000, at: .fixed(5000)).count == 2)
        try await store.deleteWebhook("a")
        #expect(try await store.waitingDeliveries() == 0)
    }

    @Test(arguments: StoreKind.all) func `two takers never take the same`(kind: StoreKind) async throws {
        let stores = [try await folder.open(kind), try await folder.open(kind)]
        try await subscribe(stores[0], "a", [.registeredModelCreated])
        for index in 0..<30 { _ = try await stores[0].createRegisteredModel(named: "m\(index)", at: .fixed()) }
        let keys = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for index in 0..<10 {
                group.addTask { try await stores[index % 2].takeDeliveries(atMost: 3, lease: 60_000, at: .fixed(1)).map(\.key) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(keys.count == Set(keys).count)
    }

    @Test func `waits grow, are spread, and come to an end`() {
        let schedule = WebhookRetrySchedule(mostAttempts: 5, firstDelay: 1000, factor: 4, longestDelay: 20_000)
        #expect((1...5).map { schedule.delay(afterAttempts: $0, chance: 1) } == [1000, 4000, 16_000, 20_000, nil])
        #expect((1...2).map { schedule.delay(afterAttempts: $0, chance: 0) } == [500, 2000])
        #expect(schedule.delay(afterAttempts: 1, chance: 0.5, asked: 7000) == 7000)
        #expect(schedule.delay(afterAttempts: 1, chance: 0.5, asked: .max) == 20_000)
        #expect(schedule.delay(afterAttempts: 0, chance: 0.5) == nil)
        #expect(WebhookRetrySchedule(factor: .max, longestDelay: .max).delay(afterAttempts: 9, chance: 0) == .max / 2)
    }
}
