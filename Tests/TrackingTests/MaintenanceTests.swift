import Foundation
import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct MaintenanceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A store with something in every table that the package writes.
    private func filled(_ kind: StoreKind) async throws -> (TrackingStore, RunID) {
        let store = try await folder.open(kind)
        let experiment = try await store.createExperiment(named: "e", tags: ["a": "b"], at: .fixed())
        let run = try await store.create(Run(name: "r", experiment: experiment.id), params: ["p": "ü\n\"q\""], tags: ["t": ""]).id
        try await store.log([Metric("m", .infinity, time: .fixed()), Metric("m", 0.1, step: 1, time: .fixed())], to: run)
        let position = SamplePosition(index: 0)
        try await store.record(
            [SampleRecord(position, inputs: ["q": 1], outputs: "a\u{0}b")],
            [Assessment(.sample(run, position), "s", .number(1e-300), source: .scorer("s"))], in: run)
        try await store.journal(JournalEntry(contentKey: "k", response: ["x": nil], provider: "p", model: "m"))
        try await store.attach(DatasetRecord(name: "d", digest: "1", source: "f"), tags: ["c": "eval"], to: run)
        try await store.attach(ModelRecord(provider: "p", name: "m"), to: run)
        try await store.attach(try await store.register(promptNamed: "p", template: "t"), to: run)
        try await store.setAlias("live", ofPrompt: "p", to: 1)
        try await store.storeArtifact(Array("bytes".utf8), as: "dir/a.txt", in: run)
        return (store, run)
    }

    private func tables(_ store: TrackingStore) async throws -> [String: [[SQLValue]]] {
        try await store.read { connection in
            var tables: [String: [[SQLValue]]] = [:]
            for (table, order) in TrackingStore.exportedTables {
                try connection.forEachRow("SELECT * FROM \(table) ORDER BY \(order)", []) { row in
                    tables[table, default: []].append((0..<row.columnCount).map { row.value($0) })
                    return true
                }
            }
            return tables
        }
    }

    @Test(arguments: StoreKind.all) func `an export names every table`(kind: StoreKind) async throws {
        let store = try await folder.open(kind)
        let names = try await store.read { connection in
            try connection.all(kind.tableNames) { try $0.text() }
        }
        #expect(Set(names) == Set(TrackingStore.exportedTables.map(\.table) + [SchemaVersion.table]))
    }

    @Test(arguments: StoreKind.all) func `an export holds every row and can be read back into an empty store`(kind: StoreKind) async throws
    {
        let (store, run) = try await filled(kind)
        let target = folder.file("export")
        let summary = try await store.export(to: target)
        #expect(summary.findings.isEmpty)
        let copy = try await folder.open(kind, "copy.db")
        try await copy.write { connection in
            try connection.execute("DELETE FROM experiment")
            for (table, count) in summary.rows {
                let text = try String(contentsOfFile: "\(target)/\(table).jsonl", encoding: .utf8)
                let lines = text.split(separator: "\n")
                #expect(lines.count == count)
                for line in lines {
                    let object = try #require(try JSONValue(parsing: String(line)).objectValue)
                    let values = object.map { member in SQLValue(exported: member.value, in: member.key) }
                    try connection.insert(SQLInsert(into: table, object.keys), [values])
                }
            }
        }
        try await copy.write { connection in
            guard let countOn = connection.dialect.countOn("experiment", "id") else { return }
            try connection.execute(countOn)
        }
        #expect(try await copy.createExperiment(named: "new").id.rawValue == 2)
        try await copy.write { connection in _ = try connection.execute("DELETE FROM experiment WHERE name = 'new'") }
        let (original, restored) = (try await tables(store), try await tables(copy))
        #expect(original == restored)
        let artifact = "\(target)/artifacts/1/\(run)/artifacts/dir/a.txt"
        #expect(try String(contentsOfFile: artifact, encoding: .utf8) == "bytes")
        await #expect(throws: TrackingError.alreadyExists(kind: "folder", name: target)) { try await store.export(to: target) }
    }

    @Test func `a backup beside a busy writer is a sound store of one moment`() async throws {
        let (store, run) = try await filled(.sqlite)
        let writing = Task {
            var index = 1
            while !Task.isCancelled {
                let position = SamplePosition(index: index)
                try await store.record(
                    [SampleRecord(position)], [Assessment(.sample(run, position), "s", .bool(true), source: .scorer("s"))], in: run)
                index += 1
            }
        }
        let findings = try await store.backup(to: folder.file("backup.db"))
        writing.cancel()
        try await writing.value
        #expect(findings.isEmpty)
        let backup = try await folder.open(.sqlite, "backup.db")
        #expect(try await backup.check().isEmpty)
        let (samples, _) = try await backup.sampleCounts(of: run)
        #expect(try await backup.measures(of: run).map(\.scored) == [samples])
        #expect(try await backup.artifactBytes("dir/a.txt", of: run) == Array("bytes".utf8))
        await #expect(throws: TrackingError.alreadyExists(kind: "file", name: folder.file("backup.db"))) {
            try await store.backup(to: folder.file("backup.db"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("backup.db.part") }.isEmpty)
    }

    @Test(arguments: StoreKind.all) func `a check of a sound store finds nothing`(kind: StoreKind) async throws {
        let (store, _) = try await filled(kind)
        #expect(try await store.check().isEmpty)
    }

    @Test(arguments: StoreKind.all) func `a check finds what was lost, changed or left over`(kind: StoreKind) async throws {
        let (store, run) = try await filled(kind)
        try await store.storeArtifact([1, 2, 3], as: "lost.bin", in: run)
        let kept = try await store.artifactFile("dir/a.txt", of: run)
        let lost = try await store.artifactFile("lost.bin", of: run)
        let stray = try await store.artifactFile("dir/stray.part", of: run)
        try Data("BYTES".utf8).write(to: URL(fileURLWithPath: kept))
        try FileManager.default.removeItem(atPath: lost)
        try Data().write(to: URL(fileURLWithPath: stray))
        try await store.record([Assessment(.sample(run, SamplePosition(index: 9)), "s", .bool(true), source: .scorer("s"))])
        try await store.write { connection in
            try connection.execute("UPDATE model_version SET template = 'other'")
            try connection.execute("UPDATE model SET settings = '{\"a\":1}'")
        }
        let expected: Set<CheckFinding> = [
            CheckFinding(kind: .changedArtifact, detail: kept), CheckFinding(kind: .missingArtifact, detail: lost),
            CheckFinding(kind: .orphanedFile, detail: stray),
            CheckFinding(kind: .orphanedAssessment, detail: "run \(run), sample 9, epoch 0"),
            CheckFinding(kind: .wrongDigest, detail: "prompt p, version 1"), CheckFinding(kind: .wrongDigest, detail: "model m of p"),
        ]
        #expect(Set(try await store.check()) == expected)
    }

    @Test func `a check finds damage of the file itself`() async throws {
        let (store, run) = try await filled(.sqlite)
        try await store.record((0..<500).map { SampleRecord(SamplePosition(index: $0), outputs: "text of a sample") }, in: run)
        try store.close()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: folder.file("store.db")))
        let size = try file.seekToEnd()
        #expect(!FileManager.default.fileExists(atPath: folder.file("store.db-wal")))
        for page in stride(from: size - 4096 * 6, to: size, by: 4096) {
            try file.seek(toOffset: page)
            file.write(Data(repeating: 0xAA, count: 512))
        }
        try file.close()
        let damaged = try await folder.open()
        #expect(try await !damaged.check().isEmpty)
    }
}

extension SQLValue {
    /// What a value of an export was in its column.
    fileprivate init(exported value: JSONValue, in column: String) {
        switch value {
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .real(number)
        case .string("Infinity") where column == "value": self = .real(.infinity)
        case .string(let text): self = .text(text)
        default: self = .null
        }
    }
}
