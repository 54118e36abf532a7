import ArgumentParser
import Scoring
import TouchstoneJSON

/// `touchstone scorers`: what can be measured.
struct ScorersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scorers", abstract: "Lists every scorer with definition, range, direction, required fields and source.")

    @Argument(help: "Only this scorer, or those whose name or topic contains the text.")
    var name: String?

    @Flag(help: "Write JSON.")
    var json = false

    @Flag(help: "Write the reference page in Markdown.")
    var markdown = false

    func run() throws {
        let found = ScorerCatalogue.standard.definitions.filter { entry in
            name.map { entry.definition.name.contains($0) || entry.definition.topic.contains($0) } ?? true
        }
        if found.isEmpty, let name {
            _ = try ScorerCatalogue.standard.scorer(name)
        }
        if json {
            try StandardOutput.write(JSONValue.array(found.map(ScorerListing.json)).text(.init(indentation: 2)) + "\n")
        } else if markdown {
            try StandardOutput.write(ScorerListing.markdown(found))
        } else if let only = found.first(where: { $0.definition.name == name }) ?? (found.count == 1 ? found.first : nil) {
            try StandardOutput.write(ScorerListing.details(only))
        } else {
            try StandardOutput.write(ScorerListing.table(found))
        }
    }
}
