import ArgumentParser
import Evaluation

/// The command line: evaluates, scores, compares and reports.
@main
struct Touchstone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "touchstone",
        abstract: "Evaluates LLM applications, with honest error bars.",
        discussion: """
            Data goes to standard output, everything else to standard error.
            Exit codes: 0 pass, 1 gate failed, 2 inconclusive, 64 usage, 65 bad data, 69 model or store unavailable, 70 our fault,
            130 interrupted.
            """,
        version: touchstoneVersion,
        subcommands: [
            EvalCommand.self, ScoreCommand.self, ScorersCommand.self, CompareCommand.self, ReportCommand.self, RunsCommand.self,
            ShowCommand.self, StatsCommand.self, ServeCommand.self, UsersCommand.self, DatabaseCommand.self, DictionariesCommand.self,
        ])

    static func main() async {
        StandardOutput.letWritesFail()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(reporting: error)
        }
    }
}
