import ArgumentParser
import Server
import TouchstoneJSON
import Tracking

extension DatabaseCommand {
    /// `touchstone db audit`.
    struct AuditCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "audit", abstract: "Lists who changed which users and permissions, newest first.")

        @Option(help: "Most entries.")
        var limit = 100

        @Flag(help: "Writes JSON.")
        var json = false

        @OptionGroup var store: StoreOption

        func run() async throws {
            let entries = try await store.openExisting().auditEntries(limit: max(0, limit))
            guard !json else {
                let list = entries.map { entry -> JSONValue in
                    [
                        "time": .string(LogTime.text(entry.time)), "actor": .string(entry.actor), "action": .string(entry.action),
                        "target": .string(entry.target), "detail": .string(entry.detail),
                    ]
                }
                try StandardOutput.write(JSONValue.array(list).text(.init(indentation: 2)) + "\n")
                return
            }
            let lines = entries.map { entry in
                "\(LogTime.text(entry.time))  \(entry.actor)  \(entry.action)  \(entry.target)\(entry.detail.isEmpty ? "" : "  \(entry.detail)")\n"
            }
            try StandardOutput.write(lines.joined())
        }
    }
}
