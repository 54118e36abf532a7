import HTTPTypes
import TouchstoneJSON
import Tracking

/// Experiments: their life, tags, and the search for them.
enum ExperimentEndpoints {
    static let all = [
        Endpoint("createExperiment", .post, "experiments/create", access: .signedIn) { call in
            let name = try call.fields.requiredText("name")
            let experiment = try await call.store.createExperiment(
                named: name, artifactLocation: try call.fields.text("artifact_location"))
            return .json(["experiment_id": .string(experiment.id.description)])
        }
    ]
}
