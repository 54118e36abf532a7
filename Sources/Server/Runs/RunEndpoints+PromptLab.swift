import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import TouchstoneJSON
import Tracking

extension RunEndpoints {
    /// A run that somebody made by hand: one prompt, its parameters, and what a model answered.
    static let promptLab = [
        Endpoint(
            "createPromptlabRun", .post, "runs/create-promptlab-run", access: .on(.experiment(field: "experiment_id"), .edit)
        ) { try await createPromptLabRun($0) }
    ]

    private static let tableName = "eval_results_table.json"

    private static func createPromptLabRun(_ call: Call) async throws -> Reply {
        let lab = try PromptLabRun(call.fields)
        let experiment = try call.fields.experimentID()
        let start = try call.fields.integer("start_time").map(Timestamp.init(rawValue:)) ?? .now
        let name = try call.fields.filledText("run_name").map(TextLimit.runTag.cut) ?? RandomRunName.next()
        var tags: ByName<String> = [:]
        for tag in try call.fields.each("tags", { tag throws(MLflowError) in try tag.runTag() }) { tags[tag.name] = tag.value }
        tags["mlflow.loggedArtifacts"] = #"[{"path": "\#(tableName)", "type": "table"}]"#
        tags["mlflow.runSourceType"] = "PROMPT_ENGINEERING"
        let user = try call.fields.text("user_id") ?? "unknown"
        let run = try await call.store.create(Run(name: name, experiment: experiment, user: user, startTime: start), tags: tags)
        try await call.store.record(RunNotes(params: lab.params), in: run.id)
        let status = await keepTable(lab.table, of: run.id, call) ? RunStatus.finished : .failed
        _ = try await call.store.update(run.id, status: status, endTime: .now)
        guard let found = try await call.store.foundRun(run.id) else { throw TrackingError.notFound(kind: "run", name: run.id.rawValue) }
        return answer(found)
    }

    /// Keeps the table as a file of the run; false where it cannot be kept, which the log says.
    private static func keepTable(_ table: JSONValue, of run: RunID, _ call: Call) async -> Bool {
        do {
            guard let path = ArtifactPath(tableName) else { throw ArtifactError.invalidPath }
            let folder = try await call.artifactFolder(of: run).folder
            let body = RequestBody(buffer: ByteBuffer(bytes: table.encoded()))
            try await ArtifactUpload.take(body, as: path, in: folder, store: call.store)
            return true
        } catch {
            call.resources.logger.error(
                "the table of a prompt could not be kept", metadata: ["run": "\(run.rawValue)", "reason": "\(error)"])
            return false
        }
    }
}

/// What a request says of a prompt that was tried by hand.
private struct PromptLabRun {
    let params: [NamedText]
    /// One row: the prompt's parameters, the prompt, the answer, and what was measured of it.
    let table: JSONValue

    init(_ fields: Fields) throws(MLflowError) {
        _ = try Self.required("experiment_id", fields)
        let template = Self.text(try Self.required("prompt_template", fields))
        _ = try Self.required("prompt_parameters", fields)
        let inputs = try Self.pairs("prompt_parameters", fields)
        let route = Self.text(try Self.required("model_route", fields))
        let settings = try Self.pairs("model_parameters", fields)
        let input = try Self.required("model_input", fields)
        let measured = try Self.pairs("model_output_parameters", fields)
        _ = try Self.required("mlflow_version", fields)
        let told = settings.map { ($0.name, Self.text($0.value)) } + [("model_route", route), ("prompt_template", template)]
        try BatchLimits.check(metrics: 0, params: told.map(\.0), tags: 0)
        params = try Self.checked(told)
        let cells = inputs + [("prompt", input), ("output", try fields.value("model_output") ?? .null)] + measured
        table = [
            "columns": .array(cells.map { .string($0.name) }), "data": .array([.array(cells.map(\.value))]),
        ]
    }

    private static func required(_ name: String, _ fields: Fields) throws(MLflowError) -> JSONValue {
        guard let value = try fields.value(name), value != "", value != [], value != [:] else {
            throw .invalid("CreatePromptlabRun request must specify \(name).")
        }
        return value
    }

    private static func pairs(_ name: String, _ fields: Fields) throws(MLflowError) -> [(name: String, value: JSONValue)] {
        try fields.each(name) { pair throws(MLflowError) in (try pair.requiredText("key"), try pair.value("value") ?? .null) }
    }

    private static func text(_ value: JSONValue) -> String { value.stringValue ?? value.text() }

    private static func checked(_ params: [(String, String)]) throws(MLflowError) -> [NamedText] {
        var checked: [NamedText] = []
        for (name, value) in params {
            try TextLimit.key.check(name, "Param key")
            try KeyGrammar.check(name, "key")
            checked.append(NamedText(name, TextLimit.param.cut(value)))
        }
        return checked
    }
}
