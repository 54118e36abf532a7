import HTTPTypes
import TouchstoneJSON
import Tracking

/// Runs: their life, params, tags, batches, inputs and outputs, and the search for them.
enum RunEndpoints {
    static let all = life + notes + lineage + promptLab

    static let run = AccessTarget.run(field: "run_id")

    private static let life = [
        Endpoint("createRun", .post, "runs/create", access: .on(.experiment(field: "experiment_id"), .edit)) { try await create($0) },
        Endpoint("getRun", .get, "runs/get", access: .on(run, .read)) { call in
            let id = try call.fields.runID()
            guard let found = try await call.store.foundRun(id) else { throw TrackingError.notFound(kind: "run", name: id.rawValue) }
            return answer(found)
        },
        Endpoint("updateRun", .post, "runs/update", access: .on(run, .edit)) { try await update($0) },
        Endpoint("deleteRun", .post, "runs/delete", access: .on(run, .edit)) { call in
            try await call.store.setStage(.deleted, of: try call.fields.runID())
            return .empty
        },
        Endpoint("restoreRun", .post, "runs/restore", access: .on(run, .edit)) { call in
            try await call.store.setStage(.active, of: try call.fields.runID())
            return .empty
        },
        Endpoint("searchRuns", .post, "runs/search", access: .filtered) {
            try await search($0)
        },
    ]
}

extension RunEndpoints {
    static func answer(_ found: FoundRun) -> Reply {
        .jsonBytes(JSONStream.object { $0.object("run") { $0.writeRun(found) } })
    }

    private static func create(_ call: Call) async throws -> Reply {
        let fields = call.fields
        let experiment = try fields.experimentID()
        let user = try fields.text("user_id") ?? ""
        let start = try fields.integer("start_time").map(Timestamp.init(rawValue:)) ?? .now
        let given = try fields.filledText("run_name")
        var tags: ByName<String> = [:]
        for tag in try fields.each("tags", { tag throws(MLflowError) in try createdTag(tag) }) { tags[tag.name] = tag.value }
        let named = tags[nameTag].flatMap { $0.isEmpty ? nil : $0 }
        if let given, let named, !given.isExactly(named) {
            throw MLflowError.invalid(
                """
                Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values \
                (run_name='\(given)', mlflow.runName='\(named)').
                """)
        }
        let name = TextLimit.runTag.cut(given ?? named ?? RandomRunName.next())
        let run = try await call.store.create(Run(name: name, experiment: experiment, user: user, startTime: start), tags: tags)
        tags[nameTag] = name
        return answer(FoundRun(run: run, tags: tags.sorted.map { NamedText($0.name, $0.value) }))
    }

    private static let nameTag = "mlflow.runName"

    /// A tag that comes with a new run: its name may be any, as clients make such runs.
    private static func createdTag(_ fields: Fields) throws(MLflowError) -> NamedText {
        let name = try fields.requiredText("key")
        try TextLimit.key.check(name, "key")
        return NamedText(name, TextLimit.runTag.cut(try fields.text("value") ?? ""))
    }

    private static func update(_ call: Call) async throws -> Reply {
        let fields = call.fields
        let id = try fields.runID()
        let status = try fields.choice(
            "status", numbered: [1: RunStatus.running, 2: .scheduled, 3: .finished, 4: .failed, 5: .killed])
        let end = try fields.integer("end_time").map(Timestamp.init(rawValue:))
        let name = try fields.filledText("run_name").map(TextLimit.runTag.cut)
        let run = try await call.store.update(id, status: status, endTime: end, name: name)
        return .jsonBytes(JSONStream.object { $0.object("run_info") { $0.writeRunInfo(run) } })
    }

    private static func search(_ call: Call) async throws -> Reply {
        let fields = call.fields
        let page = try await call.store.searchRuns(
            experiments: try await call.readable(fields.experimentIDs()), filter: try fields.text("filter") ?? "",
            view: try fields.view("run_view_type"),
            maxResults: Int(clamping: try fields.integer("max_results") ?? 1000), orderBy: try fields.texts("order_by"),
            pageToken: try fields.filledText("page_token"))
        return .jsonBytes(
            JSONStream.object { stream in
                stream.list("runs", page.items) { $0.writeRun($1) }
                stream.member("next_page_token", page.nextToken)
            })
    }
}
