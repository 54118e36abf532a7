import Digests
import Foundation
import Models
import Prompts
import Scoring
import TouchstoneJSON

/// Everything that decides what a run computes, as JSON: kept with the run, and compared to find the run to continue.
struct RunManifest: Sendable {
    /// Where the manifest lies among the run's artifacts.
    static let artifactPath = "touchstone/manifest.json"

    /// The manifest.
    let json: JSONObject

    /// Reads a manifest.
    init(json: JSONObject) { self.json = json }

    /// The manifest of one cell.
    init(
        _ specification: EvaluationSpecification, _ cell: RunCell, scores: [ScoreDefinition], gates: [Gate], dataDigest: String?,
        retriever: Retriever? = nil
    ) {
        var json: JSONObject = [
            "format": 1,
            "experiment": .string(specification.name),
            "data": cell.data.json(digest: dataDigest),
            "model": .object(cell.choice.recordedSettings),
            "model_name": .string(cell.choice.name),
            "scores": .array(scores.map(\.json)),
            "gates": .array(gates.map(\.json)),
            "slices": .array(specification.slices.map { .string($0.description) }),
            "epochs": JSONValue(specification.epochs),
            "seed": .integer(Int64(clamping: specification.seed)),
            "confidence": JSONValue(specification.confidence),
        ]
        if let prompt = cell.prompt { json["prompt"] = prompt.json }
        if let retriever { json["retriever"] = retriever.json }
        if let margin = specification.margin { json["margin"] = JSONValue(margin) }
        if !specification.metricPrefix.isEmpty { json["metric_prefix"] = .string(specification.metricPrefix) }
        self.json = json
    }

    /// The digest by which an unfinished run of the same plan is found. Gates and other ways of looking take no part.
    var digest: String {
        var plan = json
        for key in ["gates", "confidence", "margin", "metric_prefix"] { plan[key] = nil }
        return ContentDigest.hex(of: JSONValue.object(plan).encoded(.init(sortsKeys: true)))
    }

    /// The scores of the run.
    var scores: [ScoreDefinition] { (json["scores"]?.arrayValue ?? []).compactMap(ScoreDefinition.init(json:)) }

    /// The gates of the run.
    var gates: [Gate] { (json["gates"]?.arrayValue ?? []).compactMap(Gate.init(json:)) }

    /// The columns that cut the rows into slices.
    var slices: [String] { (json["slices"]?.arrayValue ?? []).compactMap(\.stringValue) }

    /// How often every row is answered.
    var epochs: Int { json["epochs"]?.intValue ?? 1 }

    /// The seed of everything random.
    var seed: UInt64 { UInt64(clamping: json["seed"]?.intValue ?? 0) }

    /// The coverage of intervals.
    var confidence: Double { json["confidence"]?.doubleValue ?? 0.95 }

    /// The margin of equivalence.
    var margin: Double? { json["margin"]?.doubleValue }

    /// The prefix of the aggregates' names.
    var metricPrefix: String { json["metric_prefix"]?.stringValue ?? "" }
}

extension DataSpecification {
    fileprivate func json(digest: String?) -> JSONValue {
        var json: JSONObject = [
            "name": .string(displayName), "files": .array(files.map(JSONValue.string)),
            "columns": .object(JSONObject(columns.sources.map { ($0.field.rawValue, $0.source.json) })),
            "where": .array(filters.map { .string($0.description) }),
        ]
        if let digest { json["digest"] = .string(digest) }
        if let limit { json["limit"] = JSONValue(limit) }
        if let format { json["format"] = .string(format.rawValue) }
        return .object(json)
    }

    /// The dataset's name: its own, else its first file's.
    var displayName: String {
        name ?? files.first.map { $0 == "-" ? "standard input" : URL(filePath: $0).lastPathComponent } ?? "data"
    }
}

extension ColumnMapping.Source {
    fileprivate var json: JSONValue {
        switch self {
        case .path(let path): .string(path.description)
        case .paths(let paths): .array(paths.map { .string($0.description) })
        }
    }
}
