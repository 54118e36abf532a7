import ArgumentParser
import Evaluation

/// `touchstone stats compare`: candidates against a baseline.
struct StatsCompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compares columns row by row, or two files.",
        discussion: """
            touchstone stats compare answers.csv --baseline old --candidate new --margin 0.02
            touchstone stats compare old.jsonl new.jsonl --column scores.exact_match --id id
            """)

    @Argument(help: "The file with the baseline; - is standard input.")
    var file: String

    @Argument(help: "The candidate's file, where it is another.")
    var candidateFile: String?

    @Option(help: "The baseline's column.")
    var baseline: String?

    @Option(help: "A candidate's column; may be repeated.")
    var candidate: [String] = []

    @Option(help: "The column of both, where they lie in two files.")
    var column: String?

    @Option(help: "The column that names the same item in both files; rows are then paired by it.")
    var id: String?

    @Option(help: "The column that says which rows belong together.")
    var cluster: String?

    @Option(help: "Differences up to this size count as equivalent.")
    var margin: Double?

    @Flag(help: "Smaller scores are better.")
    var lowerIsBetter = false

    @Flag(help: "Compares as independent samples, not row by row.")
    var unpaired = false

    @Flag(help: "Insists on passes and fails; columns that hold only 0 and 1 are taken as such anyway.")
    var binary = false

    @OptionGroup var options: StatsOptions

    func validate() throws {
        if let margin, !(margin > 0) { throw ValidationError("--margin should be a number above 0") }
        if column != nil, candidateFile == nil { throw ValidationError("--column is for two files; name --baseline and --candidate") }
        if id != nil, candidateFile == nil { throw ValidationError("--id pairs the rows of two files; rows of one are paired already") }
        guard baseline ?? column != nil else { throw ValidationError("name the baseline's column: --baseline NAME") }
        if candidateFile == nil, let baseline, candidate.contains(baseline) { throw ValidationError("the baseline is no candidate") }
        guard Set(candidate).count == candidate.count else { throw ValidationError("a candidate is named twice") }
        guard column != nil || !candidate.isEmpty else { throw ValidationError("name a candidate's column: --candidate NAME") }
    }

    func run() throws {
        guard let baseline = baseline ?? column else { return }
        var question = ComparisonQuestion(baseline: baseline, candidates: candidate.isEmpty ? [column ?? baseline] : candidate)
        question.cluster = cluster
        question.id = id
        question.margin = margin
        question.higherIsBetter = !lowerIsBetter
        question.isBinary = binary
        question.isUnpaired = unpaired
        question.level = options.level
        question.seed = options.seed
        if let candidateFile {
            let before = try options.table(file, question.baselineColumns)
            try options.write(question.answer(before, against: options.table(candidateFile, question.candidateColumns)))
        } else {
            try options.write(question.answer(options.table(file, question.baselineColumns + question.candidates)))
        }
    }
}
