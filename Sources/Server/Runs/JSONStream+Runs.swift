import Tracking

extension JSONStream {
    /// A run with all that belongs to it.
    mutating func writeRun(_ found: FoundRun) {
        object("info") { $0.writeRunInfo(found.run) }
        object("data") { stream in
            stream.list("metrics", found.metrics) { stream, metric in
                stream.writePoint(key: metric.name, metric.value, time: metric.time, step: metric.step)
            }
            stream.list("params", found.params) { $0.writeNamed($1) }
            stream.list("tags", found.tags) { $0.writeNamed($1) }
        }
        object("inputs") { stream in
            stream.list("dataset_inputs", found.datasets) { $0.writeDatasetInput($1) }
            stream.list("model_inputs", found.inputModels) { $0.member("model_id", $1) }
        }
        object("outputs") { stream in
            stream.list("model_outputs", found.outputModels) { stream, output in
                stream.member("model_id", output.id)
                stream.member("step", output.step)
            }
        }
    }

    /// The facts of a run itself.
    mutating func writeRunInfo(_ run: Run) {
        member("run_id", run.id.rawValue)
        member("run_uuid", run.id.rawValue)
        member("run_name", run.name)
        member("experiment_id", run.experiment.description)
        member("user_id", run.user)
        member("status", run.status.rawValue)
        member("start_time", run.startTime.rawValue)
        if let end = run.endTime { member("end_time", end.rawValue) }
        member("artifact_uri", run.artifactURI)
        member("lifecycle_stage", run.stage.rawValue)
    }

    /// One value of a metric.
    mutating func writePoint(key: String, _ value: Double, time: Timestamp, step: Int64) {
        member("key", key)
        member("value", value)
        member("timestamp", time.rawValue)
        member("step", step)
    }

    /// A tag or a param.
    mutating func writeNamed(_ named: NamedText) {
        member("key", named.name)
        member("value", named.value)
    }

    private mutating func writeDatasetInput(_ input: FoundDataset) {
        list("tags", input.tags) { $0.writeNamed($1) }
        object("dataset") { stream in
            stream.member("name", input.name)
            stream.member("digest", input.digest)
            stream.member("source_type", input.sourceType)
            stream.member("source", input.source)
            stream.member("schema", input.schema)
            stream.member("profile", input.profile)
        }
    }
}
