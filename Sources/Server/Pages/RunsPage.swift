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

    init(
        _ experiment: Experiment?, _ found: SearchPage<FoundRun>, _ query: PageQuery, experimentNames: [ExperimentID: String] = [:],
        problem: String? = nil
    ) {
        self.experiment = experiment
        self.query = query
        self.problem = problem
        next = query.next(found)
        table = Self.table(found.items, query, experiment == nil ? experimentNames : nil)
    }

    private static func path(_ experiment: Experiment?) -> String { experiment.map { "/experiments/\($0.id)" } ?? "/runs" }

    var title: String { experiment?.name ?? "Runs" }
    var json: JSONValue { ["runs": table.json, "next": JSONValue(next)] }
    var csv: [UInt8] { table.csv }

    /// The metric that orders the list, and those that most runs of the page have: as many as a reader can take in.
    private static func metricNames(_ runs: [FoundRun], _ query: PageQuery) -> [String] {
        var counts: [String: Int] = [:]
        let ordered = query.orderedMetric
        for run in runs { for metric in run.metrics { counts[metric.name, default: 0] += 1 } }
        if let ordered { counts[ordered] = runs.count + 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(metricLimit).map(\.key)
    }

    /// The table; with the names of experiments where it is about several.
    private static func table(_ runs: [FoundRun], _ query: PageQuery, _ experiments: [ExperimentID: String]?) -> PageTable {
        let metrics = metricNames(runs, query)
        var table = PageTable(
            columns: [
                query.column("name", "Run", by: "attributes.run_name"), PageTable.Column("run_id", "Id"),
                query.column("status", "Status", by: "attributes.status"),
                query.column("started", "Started", by: "attributes.start_time"),
            ] + (experiments == nil ? [] : [PageTable.Column("experiment", "Experiment")])
                + metrics.map { query.column($0, by: "metrics.`\($0)`") })
        table.rows = runs.map { found in
            let run = found.run
            let values = Dictionary(found.metrics.map { ($0.name, $0.value) }) { first, _ in first }
            return [
                .init(run.name, shownAs: run.shownName, link: "/runs/\(run.id)"),
                PageTable.Cell(run.id.rawValue, shownAs: String(run.id.rawValue.prefix(8))),
                .init(run.status.rawValue.lowercased()),
                .init(time: run.startTime.rawValue),
            ] + (experiments.map { [.init($0[run.experiment] ?? "", link: "/experiments/\(run.experiment)")] } ?? [])
                + metrics.map { .init(values[$0]) }
        }
        table.choices = runs.map(\.run.id.rawValue)
        return table
    }

    func write(to writer: inout MarkupWriter) {
        let facts =
            experiment.map {
                ["number \($0.id)", "made " + TimeText.moment($0.creationTime.rawValue), $0.artifactLocation]
                    + ($0.stage == .deleted ? ["deleted"] : [])
            } ?? []
        PageFrame.heading(&writer, experiment == nil ? "All work" : "Experiment", title, facts)
        let path = Self.path(experiment)
        ListMarkup.finder(
            &writer, at: path, query, example: "metrics.`exact_match/mean` > 0.8 AND params.model = 'small'", problem: problem)
        writer.element("form", ["action": "/compare", "method": "get"]) { writer in
            table.write("Runs", ifEmpty: problem == nil ? "No run is like that." : "", to: &writer)
            if table.rows.count > 1 {
                writer.element("p", ["class": "pager"]) { $0.element("button", ["type": "submit"], text: "Compare the chosen runs") }
            }
        }
        ListMarkup.pager(&writer, query, next: next)
    }
}
