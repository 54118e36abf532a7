import HTTPTypes
import TouchstoneJSON
import Tracking

/// Experiments: their life, tags, and the search for them.
enum ExperimentEndpoints {
    static let all = [
        Endpoint("createExperiment", .post, "experiments/create", access: .signedIn) { try await create($0) },
        Endpoint("getExperiment", .get, "experiments/get", access: .on(experiment, .read)) { call in
            let id = try call.fields.experimentID()
            guard let found = try await call.store.experimentDetails(id) else {
                throw TrackingError.notFound(kind: "experiment", name: id.description)
            }
            return answer(found)
        },
        Endpoint(
            "getExperimentByName", .get, "experiments/get-by-name", access: .on(.experimentName(field: "experiment_name"), .read)
        ) { call in
            let name = try call.fields.requiredText("experiment_name")
            guard let found = try await call.store.experimentDetails(named: name) else {
                throw MLflowError.missing("Could not find experiment with name '\(name)'")
            }
            return answer(found)
        },
        Endpoint("searchExperiments", .post, "experiments/search", access: .filtered) { try await search($0) },
        Endpoint("searchExperiments", .get, "experiments/search", access: .filtered) { try await search($0) },
        Endpoint("updateExperiment", .post, "experiments/update", access: .on(experiment, .edit)) { call in
            let id = try call.fields.experimentID()
            let name = try call.fields.requiredText("new_name")
            try TextLimit.experimentName.check(name, "name")
            try await call.store.renameExperiment(id, to: name)
            return .empty
        },
        Endpoint("deleteExperiment", .post, "experiments/delete", access: .on(experiment, .manage)) { call in
            try await call.store.setStage(.deleted, ofExperiment: try call.fields.experimentID())
            return .empty
        },
        Endpoint("restoreExperiment", .post, "experiments/restore", access: .on(experiment, .manage)) { call in
            try await call.store.setStage(.active, ofExperiment: try call.fields.experimentID())
            return .empty
        },
        Endpoint("setExperimentTag", .post, "experiments/set-experiment-tag", access: .on(experiment, .edit)) { call in
            let id = try call.fields.experimentID()
            let tag = try experimentTag(call.fields)
            try await call.store.setTag(tag.name, to: tag.value, ofExperiment: id)
            return .empty
        },
        Endpoint("deleteExperimentTag", .post, "experiments/delete-experiment-tag", access: .on(experiment, .edit)) { call in
            let id = try call.fields.experimentID()
            let key = try call.fields.requiredText("key")
            guard try await call.store.removeTag(key, fromExperiment: id) else {
                throw MLflowError.missing("No tag with name: \(key) in experiment with id \(id)")
            }
            return .empty
        },
        Endpoint(
            "searchDatasets", .post, "experiments/search-datasets", access: .on(.experiment(field: "experiment_ids"), .read)
        ) { try await searchDatasets($0) },
    ]

    private static let experiment = AccessTarget.experiment(field: "experiment_id")
}

extension ExperimentEndpoints {
    private static func create(_ call: Call) async throws -> Reply {
        let name = try call.fields.requiredText("name")
        let location = try call.fields.text("artifact_location")
        let tags = try call.fields.each("tags") { tag throws(MLflowError) in try experimentTag(tag) }
        try TextLimit.experimentName.check(name, "name")
        let experiment = try await call.store.createExperiment(
            named: name, artifactLocation: try ArtifactLocationCheck.location(location, rules: call.resources.settings.modelSources),
            artifactRoot: call.resources.settings.artifactRoot.map { ArtifactLocationCheck.absolute($0) },
            tags: ByName(tags.map { ($0.name, $0.value) }), owner: call.owner)
        return .json(["experiment_id": .string(experiment.id.description)])
    }

    private static func experimentTag(_ fields: Fields) throws(MLflowError) -> NamedText {
        let tag = try fields.namedText(value: .experimentTag)
        try KeyGrammar.check(tag.name, "key")
        return tag
    }

    private static func answer(_ found: FoundExperiment) -> Reply {
        .jsonBytes(JSONStream.object { $0.object("experiment") { $0.writeExperiment(found) } })
    }

    private static func search(_ call: Call) async throws -> Reply {
        let fields = call.fields
        let page = try await call.store.searchExperiments(
            filter: try fields.text("filter") ?? "", view: try fields.view("view_type"),
            maxResults: Int(clamping: try fields.integer("max_results") ?? 0), orderBy: try fields.texts("order_by"),
            pageToken: try fields.filledText("page_token"), among: try await call.readableExperiments())
        return .jsonBytes(
            JSONStream.object { stream in
                stream.list("experiments", page.items) { $0.writeExperiment($1) }
                stream.member("next_page_token", page.nextToken)
            })
    }

    private static let mostExperiments = 20

    private static func searchDatasets(_ call: Call) async throws -> Reply {
        let count = try call.fields.texts("experiment_ids").count
        guard count > 0 else { throw MLflowError.invalid("SearchDatasets request must specify at least one experiment_id.") }
        guard count <= mostExperiments else {
            throw MLflowError.invalid(
                """
                SearchDatasets request cannot specify more than \(mostExperiments) experiment_ids. \
                Received \(count) experiment_ids.
                """)
        }
        let summaries = try await call.store.datasetSummaries(in: try call.fields.experimentIDs())
        return .jsonBytes(
            JSONStream.object { stream in
                stream.list("dataset_summaries", summaries) { stream, summary in
                    stream.member("experiment_id", summary.experiment.description)
                    stream.member("name", summary.name)
                    stream.member("digest", summary.digest)
                    stream.member("context", summary.context)
                }
            })
    }
}

extension Fields {
    /// Whether a search looks at what is active, deleted, or both.
    func view(_ name: String) throws(MLflowError) -> LifecycleView {
        try choice(name, numbered: [1: LifecycleView.active, 2: .deleted, 3: .all]) ?? .active
    }
}

extension JSONStream {
    /// An experiment with its tags.
    mutating func writeExperiment(_ found: FoundExperiment) {
        let experiment = found.experiment
        member("experiment_id", experiment.id.description)
        member("name", experiment.name)
        member("artifact_location", experiment.artifactLocation)
        member("lifecycle_stage", experiment.stage.rawValue)
        member("last_update_time", experiment.lastUpdateTime.rawValue)
        member("creation_time", experiment.creationTime.rawValue)
        list("tags", found.tags) { $0.writeNamed($1) }
    }
}
