import Scoring
import TouchstoneJSON

extension SpecificationKey {
    private static func text(_ name: String, _ summary: String) -> SpecificationKey { SpecificationKey(name, summary, ["type": "string"]) }

    private static func texts(_ name: String, _ summary: String) -> SpecificationKey {
        SpecificationKey(name, summary, ["anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]])
    }

    private static func any(_ name: String, _ summary: String) -> SpecificationKey { SpecificationKey(name, summary, [:]) }

    private static func count(_ name: String, _ summary: String, least: Int64) -> SpecificationKey {
        SpecificationKey(name, summary, ["type": "integer", "minimum": .integer(least)])
    }

    /// The keys of the whole specification.
    static let specification: [SpecificationKey] = [
        text("name", "The experiment's name; the file's name by default."),
        any(
            "data",
            "The rows: a file, a list of files, a mapping of files, format, columns, where, limit, strict, or a list of such mappings."),
        any(
            "prompts",
            "One prompt or a list: a template text, a mapping of name, system, template, messages, file, examples, or prompts:/NAME@ALIAS."),
        any("models", "One model or a list: provider:name, or a mapping of provider, name and the provider's settings. Default: given."),
        SpecificationKey(
            "preset", "A set of scorers named after one of MLflow's model types.",
            ["enum": .array(EvaluationPreset.allCases.map { .string($0.rawValue) })]),
        any("scorers", "The scorers: names, or mappings of a name to its parameters (`touchstone scorers` lists them)."),
        any("gates", "What must hold: texts such as \"exact_match.mean >= 0.8\", or no_regression: {baseline, margin, metrics}."),
        texts("slices", "Columns whose values cut the rows into slices."),
        text("cluster", "The column that names the unit of analysis; rows that share a value are not independent."),
        count("epochs", "How often every row is answered.", least: 1),
        count("seed", "The seed of everything random.", least: 0),
        count("concurrency", "Calls in flight at once.", least: 1),
        SpecificationKey(
            "confidence", "The coverage of intervals; 0.95 by default.",
            ["type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1]),
        SpecificationKey(
            "margin", "Runs whose difference lies within the margin are equivalent.", ["type": "number", "exclusiveMinimum": 0]),
        text("prices", "A JSON file with the price of each model's tokens."),
        SpecificationKey("max_cost", "Most US dollars that calls may cost.", ["type": "number", "minimum": 0]),
        text("metric_prefix", "Prefix of the aggregates' names, as in MLflow's evaluator configuration."),
    ]

    /// The keys of `data`.
    static let data: [SpecificationKey] = [
        text("name", "The dataset's name; the first file's name by default."),
        texts("files", "The files, relative to the specification; - is standard input; .gz is unpacked."),
        text("file", "One file."),
        SpecificationKey("format", "How the files are written.", ["enum": .array(DataFormat.allCases.map { .string($0.rawValue) })]),
        any("columns", "Which columns hold which fields: inputs, outputs, expected, context, retrieved, relevant, id, cluster, …"),
        texts("where", "Conditions such as \"split == test\" or \"level >= 3\"; all must hold."),
        count("limit", "At most so many rows.", least: 1),
        SpecificationKey("strict", "Stop at the first row that cannot be read.", ["type": "boolean"]),
    ]

    /// The keys of one prompt.
    static let prompt: [SpecificationKey] = [
        text("name", "The name it is recorded under."),
        text("system", "The template of the system message."),
        text("template", "The template of the user message."),
        any("messages", "All messages: a list of role and content (a template)."),
        text("file", "A file that holds the template of the user message."),
        any("examples", "Worked examples: rows with the template's variables and the answer, or a JSONL file of them."),
    ]

    /// The keys of one message.
    static let message: [SpecificationKey] = [
        text("role", "Who speaks: system, user or assistant."),
        text("content", "The template of what is said."),
    ]

    /// The keys of `no_regression`.
    static let noRegression: [SpecificationKey] = [
        text("baseline", "The baseline run: an id, a prefix of one, a name, or latest."),
        SpecificationKey("margin", "How much worse is still tolerated.", ["type": "number", "minimum": 0]),
        texts("metrics", "Which metrics; all judged ones by default."),
    ]

    /// The keys that every scorer may have beside its own parameters.
    static let scorer: [SpecificationKey] = [
        text("scorer", "The scorer's name in the catalogue, when the entry is named otherwise."),
        text("name", "The name it is reported under."),
        text("pass", "When one sample passes, such as \">= 0.5\"."),
        texts("command", "A command that reads rows and writes scores, one JSON line each."),
        text("url", "A service that is sent one row and answers its scores."),
        SpecificationKey("direction", "Which way is better, for commands and services.", ["enum": ["higher", "lower", "neutral"]]),
        any("headers", "Headers of the service's requests; ${NAME} is taken from the environment."),
    ]
}
