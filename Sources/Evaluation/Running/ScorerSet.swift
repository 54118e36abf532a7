import Scoring
import TouchstoneJSON

/// The scorers of a run: those of single samples, those of the whole corpus, and what reports must know of both.
struct ScorerSet: Sendable {
    /// Scorers of single samples.
    private(set) var scorers: [ActiveScorer] = []
    /// What reports must know of every score, in the order of the specification.
    private(set) var definitions: [ScoreDefinition] = []

    /// Makes the chosen scorers. Throws ``ScorerArgumentError``.
    init(_ choices: [ScorerChoice], external: (ScorerChoice) throws -> any Scorer) throws {
        var pure: [(scorer: any Scorer, name: String?, passMark: PassMark?)] = []
        var pending: [(choice: ScorerChoice, arguments: JSONObject)] = []
        for choice in choices {
            switch choice.source {
            case .catalogue(let name, let arguments) where ScorerCatalogue.standard[corpus: name] != nil:
                definitions += try Self.corpusDefinitions(choice, name, arguments)
            case .catalogue(_, let arguments):
                pure.append((try choice.pureScorer(), choice.name, choice.passMark))
                pending.append((choice, arguments))
            case .custom:
                pure.append((try choice.pureScorer(), choice.name, choice.passMark))
                pending.append((choice, [:]))
            case .command, .endpoint:
                pure.append((try external(choice), choice.name, choice.passMark))
                pending.append((choice, choice.externalArguments))
            }
        }
        scorers = try ActiveScorer.named(pure)
        for (scorer, origin) in zip(scorers, pending) { definitions += scorer.definitions(arguments: origin.arguments) }
        try checkNames()
    }

    /// Lets the scorers of the catalogue read what they need, such as dictionaries, so that the first sample does not wait for it.
    static func warm(_ choices: [ScorerChoice]) async {
        let sample = Sample(["inputs": "a", "outputs": "a", "expected": "a"])
        await withTaskGroup { group in
            for choice in choices {
                guard case .catalogue(let name, _) = choice.source, ScorerCatalogue.standard[corpus: name] == nil,
                    let scorer = try? choice.pureScorer()
                else { continue }
                group.addTask { _ = try? await scorer.score(sample) }
            }
        }
    }

    private func checkNames() throws {
        var taken: Set<String> = []
        for definition in definitions where !taken.insert(definition.name).inserted {
            throw ScorerArgumentError("two scores are called \"\(definition.name)\"; give one of the scorers another name (name: …)")
        }
    }

    private static func corpusDefinitions(
        _ choice: ScorerChoice, _ name: String, _ arguments: JSONObject
    ) throws -> [ScoreDefinition] {
        let definition = try ScorerCatalogue.standard.corpusMetric(name, arguments).definition
        return definition.outputs.enumerated().map { index, output in
            let label = choice.name.map { definition.outputs.count == 1 ? $0 : $0 + "_" + output }
            return ScoreDefinition(
                definition, named: label ?? output, output: index, kind: .corpus, arguments: arguments, passMark: nil)
        }
    }
}

extension ScorerChoice {
    /// What tells one command or service from another; of headers only the names, since values may be secret.
    fileprivate var externalArguments: JSONObject {
        switch source {
        case .command(let words): ["command": .array(words.map(JSONValue.string))]
        case .endpoint(let url, let headers): ["url": .string(url), "headers": .array(headers.keys.sorted().map(JSONValue.string))]
        case .catalogue, .custom: [:]
        }
    }
}

extension ActiveScorer {
    /// What reports must know of the scorer's outputs.
    fileprivate func definitions(arguments: JSONObject) -> [ScoreDefinition] {
        names.enumerated().map { index, name in
            ScoreDefinition(
                scorer.definition, named: name, output: index, kind: .sample, arguments: arguments, passMark: passMark)
        }
    }
}

extension ScoreDefinition {
    init(
        _ definition: ScorerDefinition, named name: String, output: Int, kind: Kind, arguments: JSONObject, passMark: PassMark?
    ) {
        self.init(
            name: name, scorer: definition.name, version: definition.version, arguments: arguments, kind: kind, output: output,
            direction: definition.direction, range: definition.range, passMark: passMark)
    }
}
