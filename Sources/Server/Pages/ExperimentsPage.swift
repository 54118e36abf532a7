import Reporting
import TouchstoneJSON
import Tracking

/// All experiments, newest first.
struct ExperimentsPage: Page {
    static let path = "/"
    let title = "Experiments"
    let query: PageQuery
    let table: PageTable
    /// The link to the next page.
    let next: String?
    let problem: String?

    init(_ found: SearchPage<FoundExperiment>, _ query: PageQuery, problem: String? = nil) {
        self.query = query
        self.problem = problem
        next = query.next(found)
        var table = PageTable(columns: [
            query.column("name", "Name", by: "name"),
            query.column("experiment_id", "Number", by: "experiment_id"),
            query.column("last_update", "Last change", by: "last_update_time"),
            query.column("created", "Made", by: "creation_time"), PageTable.Column("artifact_location", "Artifacts"),
        ])
        table.rows = found.items.map { found in
            let experiment = found.experiment
            return [
                .init(experiment.name, link: "/experiments/\(experiment.id)"), .init(experiment.id.description),
                .init(time: experiment.lastUpdateTime.rawValue), .init(time: experiment.creationTime.rawValue),
                .init(experiment.artifactLocation),
            ]
        }
        self.table = table
    }

    var json: JSONValue { ["experiments": table.json, "next": JSONValue(next)] }
    var csv: [UInt8] { table.csv }

    func write(to writer: inout MarkupWriter) {
        PageFrame.heading(&writer, "All work", title)
        ListMarkup.finder(&writer, at: Self.path, query, example: "name LIKE 'support%' AND tags.team = 'search'", problem: problem)
        table.write("Experiments", ifEmpty: problem == nil ? "No experiment is like that." : "", to: &writer)
        ListMarkup.pager(&writer, query, next: next)
    }
}
