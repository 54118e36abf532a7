import ArgumentParser
import Evaluation

/// `touchstone stats drift`: has a column changed between periods, between files, or along its rows?
struct StatsDriftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift", abstract: "Whether a column changed: between periods, between two files, or along its rows.",
        discussion: """
            touchstone stats drift scores.csv --column score --by month
            touchstone stats drift january.jsonl february.jsonl --column score
            touchstone stats drift scores.csv --column score --stream
            """)

    @Argument(help: "The file, the reference where there are two; - is standard input.")
    var file: String

    @Argument(help: "The file that may have drifted.")
    var currentFile: String?

    @Option(help: "The column.")
    var column: String

    @Option(help: "The column that names the period of a row.")
    var by: String?

    @Option(help: "The reference period; the first one by default.")
    var reference: String?

    @Flag(help: "Numbers are names of categories.")
    var categorical = false

    @Option(help: "The smallest distance that matters, of the distribution functions or of the shares.")
    var threshold = 0.1

    @Flag(help: "Watches the rows in their order, by CUSUM and ADWIN.")
    var stream = false

    @Option(help: "With --stream: the first rows, which tell CUSUM the mean and the deviation without a shift.")
    var warmUp = 100

    @Option(help: "With --stream: the mean without a shift, where it is known; needs --target-sd.")
    var target: Double?

    @Option(help: "With --stream: the standard deviation without a shift.")
    var targetSd: Double?

    @Option(help: "With --stream: CUSUM's slack in standard deviations.")
    var slack = 0.5

    @Option(help: "With --stream: CUSUM's limit in standard deviations.")
    var limit = 5.0

    @Option(help: "With --stream: ADWIN's confidence parameter; smaller means fewer false alarms.")
    var delta = 0.002

    @OptionGroup var options: StatsOptions

    func validate() throws {
        let ways = [currentFile != nil, by != nil, stream].count { $0 }
        guard ways == 1 else {
            throw ValidationError("name one of a second file, a column of periods (--by), or --stream")
        }
        if reference != nil, by == nil { throw ValidationError("--reference names one of the periods of --by") }
        guard threshold >= 0, threshold <= 1 else { throw ValidationError("--threshold should lie between 0 and 1, such as 0.1") }
        guard (target == nil) == (targetSd == nil) else { throw ValidationError("--target and --target-sd belong together") }
        if let targetSd, !(targetSd > 0 && targetSd.isFinite) { throw ValidationError("--target-sd should be a number above 0") }
        guard warmUp >= 2 else { throw ValidationError("--warm-up should be a whole number from 2 up") }
        guard slack >= 0, limit > 0, delta > 0, delta < 1 else {
            throw ValidationError("--slack and --limit should not be negative, --delta should lie between 0 and 1")
        }
    }

    func run() throws {
        if stream { return try watch() }
        var question = DriftQuestion(column: column)
        question.period = by
        question.reference = reference
        question.isCategorical = categorical
        question.threshold = threshold
        question.level = options.level
        let before = try options.table(file, question.columnNames)
        guard let currentFile else { return try options.write(question.answer(before)) }
        try options.write(question.answer(before, against: options.table(currentFile, question.columnNames)))
    }

    private func watch() throws {
        var question = StreamQuestion(column: column)
        question.warmUp = warmUp
        if let target, let targetSd { question.target = (target, targetSd) }
        question.slack = slack
        question.limit = limit
        question.delta = delta
        try options.write(question.answer(options.table(file, [column])))
    }
}
