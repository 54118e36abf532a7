import HTTPTypes
import TouchstoneJSON
import Tracking

/// Scorers that experiments keep, version by version. Those whose definition is code are refused: reading them means running them.
enum ScorerEndpoints {
    private static let target = AccessTarget.experiment(field: "experiment_id")

    static let all = [
        Endpoint("registerScorer", .post, "scorers/register", in: .version3, access: .on(target, .edit)) { call in
            let experiment = try call.fields.experimentID()
            let name = try call.fields.requiredText("name")
            let definition = try call.fields.requiredText("serialized_scorer")
            try check(name, definition)
            let scorer = try await call.store.registerScorer(named: name, definition, in: experiment)
            return .json([
                "version": .integer(scorer.version), "scorer_id": .string(scorer.id), "experiment_id": .string(experiment.description),
                "name": .string(scorer.name), "serialized_scorer": .string(scorer.definition),
                "creation_time": .integer(scorer.created.rawValue),
            ])
        },
        Endpoint("listScorers", .get, "scorers/list", in: .version3, access: .filtered) { call in
            let wanted = try experiments(call.fields)
            let readable = try await call.readableExperiments()
            let visible = readable.map { readable in wanted?.filter(readable.contains) ?? Array(readable) } ?? wanted
            return list(try await call.store.scorers(in: visible))
        },
        Endpoint("listScorerVersions", .get, "scorers/versions", in: .version3, access: .on(target, .read)) { call in
            let experiment = try call.fields.experimentID()
            return list(try await call.store.versions(ofScorer: try call.fields.requiredText("name"), in: experiment))
        },
        Endpoint("getScorer", .get, "scorers/get", in: .version3, access: .on(target, .read)) { call in
            let experiment = try call.fields.experimentID()
            let name = try call.fields.requiredText("name")
            let scorer = try await call.store.scorer(name, version: try call.fields.integer("version"), in: experiment)
            return .json(["scorer": json(scorer)])
        },
        Endpoint("deleteScorer", .delete, "scorers/delete", in: .version3, access: .on(target, .edit)) { call in
            let experiment = try call.fields.experimentID()
            let name = try call.fields.requiredText("name")
            try await call.store.deleteScorer(name, version: try call.fields.integer("version"), in: experiment)
            return .empty
        },
    ]

    private static func experiments(_ fields: Fields) throws(MLflowError) -> [ExperimentID]? {
        let one = try fields.filledText("experiment_id") == nil ? nil : try fields.experimentID()
        let several = try fields.experimentIDs()
        guard one == nil || several.isEmpty else {
            throw .invalid(
                """
                Cannot specify both 'experiment_id' and 'experiment_ids'. Use 'experiment_ids' to scope the query to multiple \
                experiments, or 'experiment_id' to scope it to a single experiment.
                """)
        }
        return one.map { [$0] } ?? (several.isEmpty ? nil : several)
    }

    private static func list(_ scorers: [RegisteredScorer]) -> Reply {
        scorers.isEmpty ? .empty : .json(["scorers": .array(scorers.map(json))])
    }

    private static func json(_ scorer: RegisteredScorer) -> JSONValue {
        [
            "experiment_id": .integer(scorer.experiment.rawValue), "scorer_name": .string(scorer.name),
            "scorer_version": .integer(scorer.version), "serialized_scorer": .string(scorer.definition),
            "creation_time": .integer(scorer.created.rawValue), "scorer_id": .string(scorer.id),
        ]
    }

    private static let nameLimit = TextLimit(most: 256)

    private static func check(_ name: String, _ definition: String) throws(MLflowError) {
        guard name.contains(where: { !$0.isWhitespace }) else {
            throw .invalid("Scorer name cannot be empty or contain only whitespace.")
        }
        try nameLimit.check(name, "name")
        guard let value = try? JSONParser(options: .init(allowsNonFinite: true, maximumDepth: 100)).parse(definition) else {
            throw .invalid("serialized_scorer must be valid JSON")
        }
        guard !holdsCode(value) else {
            throw .invalid(
                """
                Custom scorer registration (using @scorer decorator) is not offered: such scorers hold code, and whoever reads them \
                runs it. Keep their code in a repository and import it, or use built-in scorers or make_judge() scorers.
                """)
        }
    }

    /// Whether there is code anywhere in a definition; the parser bounds how deep this goes.
    private static func holdsCode(_ value: JSONValue) -> Bool {
        switch value {
        case .object(let object):
            object.contains { $0.key == "call_source" && !$0.value.isNull || holdsCode($0.value) }
        case .array(let elements): elements.contains(where: holdsCode)
        default: false
        }
    }
}
