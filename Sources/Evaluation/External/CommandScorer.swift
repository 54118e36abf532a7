import Models
import Scoring
import TouchstoneJSON

/// A scorer outside the program: a command that is started once, reads one row per line and answers one score per line.
///
/// The row's fields come as one JSON object; `id` is the number to answer with, the row's own id comes as `row_id`. The answer is
/// `{"id": …, "value": 0.5}`, with `rationale` or, instead of a value, `reason` or `error`, where there is something to say.
struct CommandScorer: Scorer {
    let definition: ScorerDefinition
    private let process: LineProcess

    init(_ process: LineProcess, command: [String], name: String?, direction: ScorerDefinition.Direction) {
        self.process = process
        definition = ScorerDefinition(
            name: name ?? ExternalAnswer.name(command.last { !$0.hasPrefix("-") } ?? "command"), topic: "external",
            summary: "What the command answers.", range: .unbounded, direction: direction, requires: [],
            source: "the command \(command.joined(separator: " "))", blindTo: "whatever the command does not look at")
    }

    func score(_ sample: Sample) async throws -> [Score] {
        var request = sample.fields
        request["row_id"] = request["id"]
        return [try ExternalAnswer.score(.object(try await process.exchange(request)))]
    }
}

/// What a command or a service answers about one row.
enum ExternalAnswer {
    /// The score of an answer. Throws ``ScoringError`` when it says that it failed, or is none.
    static func score(_ answer: JSONValue) throws(ScoringError) -> Score {
        if let error = answer["error"]?.stringValue { throw .failed(reason: error) }
        let rationale = answer["rationale"]?.stringValue
        switch answer["value"] {
        case nil, .null:
            guard let reason = answer["reason"]?.stringValue else {
                throw .failed(reason: "the answer has neither \"value\" nor \"reason\" nor \"error\": \(answer.text().prefix(200))")
            }
            return .unscored(reason)
        case .bool(let value): return Score(.bool(value), rationale: rationale)
        case .string(let value): return Score(.category(value), rationale: rationale)
        case let value?:
            guard let number = value.doubleValue else {
                throw .failed(reason: "\"value\" should be a number, true or false, or a text, but is \(value.kindDescription)")
            }
            return Score(number, rationale: rationale)
        }
    }

    /// The name of a score that nobody named: the file's name without folders and ending.
    static func name(_ path: String) -> String {
        let file = path.split(separator: "/").last ?? "external"
        return String(file.split(separator: ".").first ?? file)
    }
}
