public import Prompts
public import Scoring
public import TouchstoneJSON

/// What is evaluated, how, and what must hold: everything that `touchstone eval SPEC` reads from its file.
///
/// The matrix of `datasets` x `models` x `prompts` becomes one run per cell under one experiment. The same value can be built in code.
public struct EvaluationSpecification: Sendable {
    /// The experiment's name.
    public var name: String
    /// Where the rows come from; several datasets are a dimension of the matrix.
    public var datasets: [DataSpecification]
    /// The prompts; none asks every row as it is.
    public var prompts: [Prompt]
    /// Prompts that are taken from the store's registry when the evaluation runs.
    public var registeredPrompts: [RegisteredPromptName]
    /// The models as they are written in the specification; `given` by default.
    public var models: [ModelChoice]
    /// The scorers.
    public var scorers: [ScorerChoice]
    /// What must hold, decided on the interval's bound.
    public var gates: [Gate]
    /// Columns whose values cut the rows into slices that are reported on their own.
    public var slices: [ColumnPath]
    /// How often every row is answered.
    public var epochs: Int
    /// The seed of everything random.
    public var seed: UInt64
    /// Calls in flight at once.
    public var concurrency: Int
    /// The coverage of intervals.
    public var confidence: Double
    /// The margin within which two runs count as equivalent; nil asks no such question.
    public var margin: Double?
    /// The file with prices of tokens; nil leaves cost unknown.
    public var pricesFile: String?
    /// Most US dollars that calls may cost; nil sets no limit.
    public var maximumCost: Double?
    /// Prefix of the aggregates' names, as in MLflow's `metric_prefix`.
    public var metricPrefix: String

    /// A specification with defaults: answers given in the data, one epoch, seed 0, 32 calls in flight, 95 % intervals.
    public init(name: String, data: DataSpecification, scorers: [ScorerChoice], models: [ModelChoice] = [.given]) {
        self.name = name
        datasets = [data]
        self.scorers = scorers
        self.models = models
        prompts = []
        registeredPrompts = []
        gates = []
        slices = []
        epochs = 1
        seed = 0
        concurrency = 32
        confidence = 0.95
        metricPrefix = ""
    }
}

/// Where rows come from and how their columns are named.
public struct DataSpecification: Sendable, Hashable {
    /// The dataset's name; the first file's name when nil.
    public var name: String?
    /// The files, read one after the other; "-" is standard input.
    public var files: [String]
    /// How they are written; nil goes by their names.
    public var format: DataFormat?
    /// Which columns hold which fields.
    public var columns: ColumnMapping
    /// Conditions that a row must fulfil, all of them.
    public var filters: [RowFilter]
    /// At most so many rows; nil takes all.
    public var limit: Int?
    /// Stop at the first row that cannot be read instead of going on without it.
    public var isStrict: Bool

    /// Rows of the given files.
    public init(files: [String], columns: ColumnMapping = ColumnMapping()) {
        self.files = files
        self.columns = columns
        filters = []
        isStrict = false
    }
}

/// A scorer as the specification names it.
public struct ScorerChoice: Sendable {
    /// How the scorer is made.
    public enum Source: Sendable {
        /// A scorer of the catalogue with arguments.
        case catalogue(String, JSONObject)
        /// A command that reads rows and writes scores, one JSON line each.
        case command([String])
        /// A service that is sent one row and answers its scores.
        case endpoint(url: String, headers: [String: String])
        /// A scorer made in code.
        case custom(any Scorer)
    }

    /// The name it is reported under; nil takes the scorer's own.
    public var name: String?
    /// How it is made.
    public var source: Source
    /// The least score that passes a sample; nil judges no single sample (but for pass-or-fail scorers).
    public var passMark: PassMark?
    /// Which way is better, for commands and services, which cannot say.
    public var direction: ScorerDefinition.Direction

    /// A choice.
    public init(
        _ source: Source, name: String? = nil, passMark: PassMark? = nil, direction: ScorerDefinition.Direction = .higher
    ) {
        self.source = source
        self.direction = direction
        self.name = name
        self.passMark = passMark
    }

    /// A scorer of the catalogue.
    public static func named(_ name: String, _ arguments: JSONObject = JSONObject()) -> ScorerChoice {
        ScorerChoice(.catalogue(name, arguments))
    }
}

/// When one sample's score passes.
public struct PassMark: Sendable, Hashable {
    /// The threshold.
    public var threshold: Double
    /// Whether scores from the threshold up pass, as against scores down from it.
    public var isMinimum: Bool

    /// A mark.
    public init(threshold: Double, isMinimum: Bool) {
        self.threshold = threshold
        self.isMinimum = isMinimum
    }

    /// Whether a score passes.
    public func admits(_ value: Double) -> Bool { isMinimum ? value >= threshold : value <= threshold }
}
