import Reporting
import TouchstoneJSON
import Tracking

/// The runs of an experiment, or of all, with their latest metrics; no samples, no artifacts.
struct RunsPage: Page {
    private static let metricLimit = 12

    let experiment: Experiment?
    let query: PageQuery
    let table: PageTable
    /// The link to the next page.
    let next: String?
    let problem: String?

    init(_ experiment: Experiment?, _ found: SearchPage<FoundRun>, _ query: PageQuery, problem: String? = nil) {
        self.experiment = experiment
        self.query = query
        self.problem = problem
        next = query.next(found, at: Self.path(experiment))
        table = Self.table(found.items, query, at: Self.path(experiment))
    }

    private static func path(_ experiment: Experiment?) -> String { experiment.map { "/experiments/\($0.id)" } ?? "/runs" }

    var title: String { experiment?.name ?? "Runs" }
    var json: JSONValue { ["runs": table.json, "next": JSONValue(next)] }
    var csv: [UInt8] { table.csv }

    /// The metrics that most runs of the page have come first, as many as a reader can take in.
    private static func metricNames(_ runs: [FoundRun]) -> [String] {
        var counts: [String: Int] = [:]
        for run in runs { for metric in run.metrics { counts[metric.name, default: 0] += 1 } }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(metricLimit).map(\.key)
    }

    private static func table(_ runs: [FoundRun], _ query: PageQuery, at path: String) -> PageTable {
        let metrics = metricNames(runs)
        var table = PageTable(
            columns: [
                query.column("name", "Run", by: "attributes.run_name", at: path), PageTable.Column("run_id", "Id"),
                query.column("status", "Status", by: "attributes.status", at: path),
                query.column("started", "Started", by: "attributes.start_time", at: path),
            ] + metrics.map { query.column($0, by: "metrics.`\($0)`", at: path) })
        table.rows = runs.map { found in
            let run = found.run
            let values = Dictionary(found.metrics.map { ($0.name, $0.value) }) { first, _ in first }
            return [
                .init(run.name, link: "/runs/\(run.id)"), PageTable.Cell(run.id.rawValue, shownAs: String(run.id.rawValue.prefix(8))),
                .init(run.status.rawValue.lowercased()),
                .init(time: run.startTime.rawValue),
            ] + metrics.map { .init(values[$0]) }
        }
        table.choices = runs.map(\.run.id.rawValue)
        return table
    }

    func write(to writer: inout MarkupWriter) {
        let facts = experiment.map { ["number \($0.id)", "made " + TimeText.moment($0.creationTime.rawValue), $0.artifactLocation] } ?? []
        PageFrame.heading(&writer, experiment == nil ? "All work" : "Experiment", title, facts)
        let path = Self.path(experiment)
        ListMarkup.finder(
            &writer, at: path, query, example: "metrics.`exact_match/mean` > 0.8 AND params.model = 'small'", problem: problem)
        writer.element("form", ["action": "/compare", "method": "get"]) { writer in
            table.write("Runs", ifEmpty: "No run is like that.", to: &writer)
            if table.rows.count > 1 {
                writer.element("p", ["class": "pager"]) { $0.element("button", ["type": "submit"], text: "Compare the chosen runs") }
            }
        }
        ListMarkup.pager(&writer, next: next)
    }
}
