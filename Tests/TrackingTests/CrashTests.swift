import Foundation
import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct CrashTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: StoreKind.all) func `nothing acknowledged is lost when the writer is killed, and the next run continues`(
        kind: StoreKind
    ) async throws {
        var acknowledged: Set<String> = []
        for round in 1...4 {
            let writer = try WriterProcess("work", store: kind == .sqlite ? folder.file("store.db") : try folder.url())
            let goal = acknowledged.count + 150 * round
            while acknowledged.count < goal, let line = writer.line() { acknowledged.insert(line) }
            acknowledged.formUnion(writer.killAndReadRest())
            #expect(acknowledged.count >= goal)
            try await expectAll(acknowledged, kind)
        }
    }

    private func expectAll(_ acknowledged: Set<String>, _ kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        defer { try? store.close() }
        let run = try await store.findRun("killed").id
        let finished = try await store.finishedSamples(of: run)
        for line in acknowledged {
            let words = line.split(separator: " ")
            let index = try #require(words.last.flatMap { Int($0) }, "\(line)")
            if words[0] == "journalled" {
                #expect(try await store.journalledResponse(for: "key \(index)") != nil)
            } else {
                #expect(finished.contains(SamplePosition(index: index)))
            }
        }
        for measure in try await store.measures(of: run) { #expect(measure.scored == finished.count) }
        #expect(try await store.check().isEmpty)
    }

    @Test func `a locked store says so`() async throws {
        let store = try await folder.open(options: .init(busyTimeout: 0.2))
        let holder = try WriterProcess("hold", store: folder.file("store.db"))
        #expect(holder.line() == "held")
        let locked = TrackingError.locked(path: folder.file("store.db"))
        await #expect(throws: locked) { try await store.createExperiment(named: "x") }
        await #expect(throws: locked) { try await folder.open(options: .init(busyTimeout: 0.2)) }
        #expect(try await store.experiments().count == 1)
        _ = holder.killAndReadRest()
        _ = try await store.createExperiment(named: "x")
    }

    @Test func `a folder that may not be written says so`() async throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
        let writer = try WriterProcess("open-as-nobody", store: folder.file("store.db"))
        #expect(writer.line() == TrackingError.readOnly(path: folder.file("store.db")).description)
        _ = writer.killAndReadRest()
    }

    @Test func `a full disk says so, keeps what was acknowledged and lets the run continue`() async throws {
        var store = try await folder.open(options: .init(maximumPageCount: 150))
        let run = try await store.newRun()
        var acknowledged: Set<SamplePosition> = []
        let full = TrackingError.diskFull(path: folder.file("store.db"))
        await #expect(throws: full) {
            for index in 0..<10_000 {
                let position = SamplePosition(index: index)
                try await store.record([SampleRecord(position, outputs: .string(String(repeating: "y", count: 2000)))], in: run)
                acknowledged.insert(position)
            }
        }
        #expect(try await store.finishedSamples(of: run) == acknowledged)
        #expect(!acknowledged.isEmpty)
        #expect(try await store.check().isEmpty)
        try store.close()
        store = try await folder.open()
        try await store.record([SampleRecord(SamplePosition(index: acknowledged.count))], in: run)
        #expect(try await store.finishedSamples(of: run).count == acknowledged.count + 1)
    }

    @Test func `a disk that fills under many writers at once fails them clearly and loses nothing acknowledged`() async throws {
        let store = try await folder.open(options: .init(maximumPageCount: 200))
        let run = try await store.newRun()
        let full = TrackingError.diskFull(path: folder.file("store.db"))
        let acknowledged = await withTaskGroup(of: SamplePosition?.self) { group in
            for index in 0..<400 {
                group.addTask {
                    let position = SamplePosition(index: index)
                    do {
                        try await store.record([SampleRecord(position, outputs: .string(String(repeating: "y", count: 3000)))], in: run)
                        return position
                    } catch {
                        #expect(error as? TrackingError == full)
                        return nil
                    }
                }
            }
            return await group.reduce(into: Set<SamplePosition>()) { set, position in if let position { set.insert(position) } }
        }
        #expect(acknowledged.count < 400)
        #expect(try await store.finishedSamples(of: run) == acknowledged)
        #expect(try await store.check().isEmpty)
    }
}
