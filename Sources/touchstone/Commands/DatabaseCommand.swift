import ArgumentParser
import Scoring
import TouchstoneJSON
import Tracking

/// `touchstone db`: care of the store.
struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db",
        abstract: "Backs up, checks and exports the store, tells who changed permissions, and takes over what MLflow kept.",
        subcommands: [BackupCommand.self, CheckCommand.self, ExportCommand.self, AuditCommand.self, ImportMLflowCommand.self])

    /// `touchstone db backup`.
    struct BackupCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup", abstract: "Copies the store and its artifacts while it may be in use.")

        @Argument(help: "Where the copy goes; must not exist.")
        var destination: String

        @OptionGroup var store: StoreOption

        func run() async throws {
            try await store.openExisting().backup(to: destination)
            StandardError.write("touchstone: copied to \(destination)\n")
        }
    }

    /// `touchstone db check`.
    struct CheckCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Looks for damage: integrity, references, missing and changed artifacts. 65 when there is some."
        )

        @Flag(help: "Writes JSON.")
        var json = false

        @OptionGroup var store: StoreOption

        func run() async throws {
            let findings = try await store.openExisting().check()
            if json {
                try StandardOutput.write(JSONValue.array(findings.map { .string($0.description) }).text(.init(indentation: 2)) + "\n")
            } else {
                try StandardOutput.write(findings.isEmpty ? "no damage found\n" : findings.map { "\($0)\n" }.joined())
            }
            if !findings.isEmpty { throw ExitCode(ExitStatus.badData.rawValue) }
        }
    }

    /// `touchstone db export`.
    struct ExportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Writes every table as JSONL into a folder.")

        @Argument(help: "The folder; made when it does not exist.")
        var folder: String

        @OptionGroup var store: StoreOption

        func run() async throws {
            try await store.openExisting().export(to: folder)
            StandardError.write("touchstone: exported to \(folder)\n")
        }
    }
}
