import Foundation
import TouchstoneJSON
import Tracking

/// A process of its own for tests that kill, lock out or disarm a writer: `TrackingWriter MODE STORE`.
@main struct TrackingWriter {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { return say("usage: TrackingWriter MODE STORE") }
        switch arguments[1] {
        case "work": try await work(on: arguments[2])
        case "hold": try await hold(arguments[2])
        case "open-as-nobody": await openAsNobody(arguments[2])
        default: say("unknown mode")
        }
    }

    /// Lines go out whole and at once, also to a reader that is about to kill this process.
    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Continues the run "killed" with samples, assessments and journal entries from eight tasks, and says each once it is acknowledged.
    private static func work(on path: String) async throws {
        let store = try await TrackingStore.open(at: try StoreLocation(parsing: path))
        let run: RunID
        if let known = try? await store.findRun("killed") {
            run = known.id
        } else {
            run = try await store.create(Run(name: "killed")).id
        }
        let finished = try await store.finishedSamples(of: run)
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for index in stride(from: worker, to: 1_000_000, by: 8) {
                        let position = SamplePosition(index: index)
                        guard !finished.contains(position) else { continue }
                        do { try await record(position, in: run, store) } catch { return say("failed \(error)") }
                    }
                }
            }
        }
    }

    private static func record(_ position: SamplePosition, in run: RunID, _ store: TrackingStore) async throws {
        let response: JSONValue = ["text": .string(String(repeating: "x", count: position.index % 5000))]
        try await store.journal(JournalEntry(contentKey: "key \(position.index)", response: response, provider: "p", model: "m"))
        say("journalled \(position.index)")
        let assessments = (0..<3).map {
            Assessment(
                .sample(run, position), "score \($0)", .number(Double(position.index)), source: AssessmentSource(.code, id: "s"))
        }
        try await store.record([SampleRecord(position, outputs: response)], assessments, in: run)
        say("recorded \(position.index)")
    }

    /// Holds a store's write lock until killed.
    private static func hold(_ path: String) async throws {
        let driver = try SQLiteDriver(path: path)
        try await driver.write { connection in
            try connection.execute("UPDATE experiment SET name = name")
            say("held")
            sleep(60)
        }
    }

    /// Gives up the rights of root and says what opening the store then brings.
    private static func openAsNobody(_ path: String) async {
        guard geteuid() != 0 || (setgid(65_534) == 0 && setuid(65_534) == 0) else { return say("cannot become nobody") }
        do {
            _ = try await TrackingStore.open(at: .sqlite(path: path))
            say("opened")
        } catch {
            say("\(error)")
        }
    }
}
