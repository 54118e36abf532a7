import HTTPTypes
import HummingbirdCore
import Reporting
import Tracking

/// Pages for people; each also as JSON and CSV under the same path with an ending.
enum PageEndpoints {
    static let all =
        [Endpoint("pageHome", .get, "", in: .root, access: .filtered) { try await experiments($0, .html) }]
        + PageForm.allCases.flatMap { form in
            [
                page("Experiments", "experiments", form, .filtered, experiments),
                page("Runs", "runs", form, .filtered, allRuns),
                page("Experiment", "experiments/:experiment_id", form, .on(.experiment(field: "experiment_id"), .read), runs),
                page("Run", "runs/:run_id", form, .on(.run(field: "run_id"), .read), run),
                page("Sample", "runs/:run_id/samples/:index", form, .on(.run(field: "run_id"), .read), sample),
                page("Compare", "compare", form, .on(.run(field: "run"), .read), compare),
            ]
        }

    private static func page(
        _ name: String, _ path: String, _ form: PageForm, _ access: AccessRule,
        _ answer: @escaping @Sendable (Call, PageForm) async throws -> Reply
    ) -> Endpoint {
        Endpoint("page\(name)\(form.rawValue)", .get, path + form.rawValue, in: .root, access: access) { call in
            // Reports compute for seconds; other requests must not wait for that.
            try await withTaskExecutorPreference(globalConcurrentExecutor) { try await shown(call, form, answer) }
        }
    }

    /// A page, or for people one that says what is wrong with what they asked for.
    private static func shown(
        _ call: Call, _ form: PageForm, _ answer: @Sendable (Call, PageForm) async throws -> Reply
    ) async throws -> Reply {
        do {
            return try await answer(call, form)
        } catch  where form == .html {
            let problem = MLflowError(error)
            guard problem.code.status.kind == .clientError else { throw error }
            return .page(ProblemPage(problem: problem), form, call, status: problem.code.status)
        }
    }

    private static let pageSize = 100

    private static func experiments(_ call: Call, _ form: PageForm) async throws -> Reply {
        let query = try PageQuery(call.fields)
        let after = try query.after.map { try ExperimentID(checking: $0) }
        do {
            let found = try await call.store.searchExperiments(
                filter: query.filter, maxResults: pageSize, orderBy: query.orderBy, pageToken: query.token, after: after,
                among: try await call.readableExperiments())
            return .page(ExperimentsPage(found, query), form, call)
        } catch let error as SearchError where form == .html {
            return .page(
                ExperimentsPage(SearchPage(items: [], nextToken: nil), query, problem: error.message), form, call, status: .badRequest)
        }
    }

    private static func allRuns(_ call: Call, _ form: PageForm) async throws -> Reply {
        let experiments = try await call.store.experiments(.active, limit: 10_000)
        let readable = try await call.readableExperiments()
        let shown = experiments.filter { readable?.contains($0.id) ?? true }
        return try await runs(of: shown, nil, call, form)
    }

    private static func runs(_ call: Call, _ form: PageForm) async throws -> Reply {
        let text = try call.fields.requiredText("experiment_id")
        guard let number = Int64(text), let experiment = try await call.store.experiment(ExperimentID(rawValue: number)) else {
            throw MLflowError.missing("No Experiment with id=\(text) exists")
        }
        return try await runs(of: [experiment], experiment, call, form)
    }

    private static func runs(
        of experiments: [Experiment], _ experiment: Experiment?, _ call: Call, _ form: PageForm
    ) async throws -> Reply {
        let query = try PageQuery(call.fields)
        do {
            let found = try await call.store.searchRuns(
                experiments: experiments.map(\.id), filter: query.filter, maxResults: pageSize, orderBy: query.orderBy,
                pageToken: query.token,
                after: query.after.map { RunID(rawValue: $0) })
            let names = Dictionary(experiments.map { ($0.id, $0.name) }) { first, _ in first }
            return .page(RunsPage(experiment, found, query, experimentNames: names), form, call)
        } catch let error as SearchError where form == .html {
            let nothing = SearchPage<FoundRun>(items: [], nextToken: nil)
            return .page(RunsPage(experiment, nothing, query, problem: error.message), form, call, status: .badRequest)
        }
    }

    private static let historyLimit = 24

    private static func run(_ call: Call, _ form: PageForm) async throws -> Reply {
        let id = RunID(rawValue: try call.fields.requiredText("run_id"))
        let after = try SampleTable.position(try call.fields.text("after"))
        let details = try await call.store.details(of: id)
        let samples = try await call.store.samples(of: id, after: after, limit: SampleTable.pageSize + 1)
        var assessments: [Assessment] = []
        if let first = samples.first, let last = samples.last {
            assessments = try await call.store.assessments(of: id, from: first.position, through: last.position)
        }
        let page = RunPage(
            details: details, experiment: try await call.store.experiment(details.run.experiment),
            report: samples.isEmpty ? nil : await call.resources.reports.report(id),
            histories: try await histories(of: [details], call, form), artifacts: try await call.store.artifacts(of: id),
            samples: SampleTable(of: id.rawValue, samples, assessments))
        return .page(page, form, call)
    }

    /// Charts of the metrics of which runs have noted more than one value, the first few by name; the last of them says how many are not
    /// shown. Only people see them.
    private static func histories(of runs: [RunDetails], _ call: Call, _ form: PageForm) async throws -> [HistoryChart] {
        guard form == .html else { return [] }
        var found: Set<String> = []
        for run in runs { found.formUnion(try await call.store.namesOfHistories(in: run.run.id)) }
        let limit = max(100, 800 / max(1, runs.count))
        var charts: [HistoryChart] = []
        for (place, name) in found.sorted().prefix(historyLimit).enumerated() {
            var lines: [HistoryChart.Line] = []
            for (runPlace, run) in runs.enumerated() where run.metrics[name] != nil {
                let history = try await call.store.outline(of: name, in: run.run.id, limit: limit)
                lines.append(.init(name: run.run.name, place: runPlace, history: history))
            }
            charts.append(HistoryChart(id: "h\(place)", metric: name, lines: lines))
        }
        if found.count > charts.count, !charts.isEmpty {
            charts[charts.count - 1].remark = remark(on: found.count - charts.count)
        }
        return charts
    }

    private static func remark(on rest: Int) -> String {
        "\(rest) more metric\(rest == 1 ? " has" : "s have") a history; the charts are of the first \(historyLimit) by name. "
            + "The latest values of all are in the table of metrics, and metrics/get-history of the API gives any history whole."
    }

    private static func sample(_ call: Call, _ form: PageForm) async throws -> Reply {
        let id = RunID(rawValue: try call.fields.requiredText("run_id"))
        let position = SamplePosition(
            index: Int(try call.fields.requiredInteger("index")), epoch: Int(try call.fields.integer("epoch") ?? 0))
        let run = try await call.store.details(of: id).run
        guard let sample = try await call.store.sample(at: position, of: id) else {
            throw MLflowError.missing("Run \(id) has no sample \(position.index) at epoch \(position.epoch).")
        }
        let assessments = try await call.store.assessments(of: .sample(id, position))
        return .page(SamplePage(run: run, sample: sample, assessments: assessments), form, call)
    }

    private static func compare(_ call: Call, _ form: PageForm) async throws -> Reply {
        var known: Set<String> = []
        let ids = try call.fields.texts("run").filter { known.insert($0).inserted }
        guard (2...ComparePage.runLimit).contains(ids.count) else {
            throw MLflowError.invalid("Choose from 2 to \(ComparePage.runLimit) runs to compare, as run=ID&run=ID.")
        }
        var runs: [RunDetails] = []
        for id in ids { runs.append(try await call.store.details(of: RunID(rawValue: id))) }
        let named = ids.map { RunID(rawValue: $0) }
        let comparisons = await call.resources.reports.comparisons(Array(named.dropFirst()), named[0])
        let page = ComparePage(
            runs: runs, comparisons: comparisons, histories: try await histories(of: runs, call, form))
        return .page(page, form, call)
    }
}
