import ArgumentParser
import Evaluation

/// `touchstone stats interval`: a mean, rate or quantile with its interval.
struct StatsIntervalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interval", abstract: "The mean, rate or quantile of a column, with its interval.",
        discussion: "touchstone stats interval answers.csv --column score --cluster question")

    @Argument(help: "The file; - is standard input.")
    var file: String

    @Option(help: "A column of scores; may be repeated.")
    var column: [String]

    @Option(help: "The column that says which rows belong together, such as a question or a conversation.")
    var cluster: String?

    @Option(help: "The quantile instead of the mean, such as 0.95.")
    var quantile: Double?

    @Flag(help: "Insists on passes and fails; columns that hold only 0 and 1 are taken as such anyway.")
    var binary = false

    @OptionGroup var options: StatsOptions

    func validate() throws {
        if let quantile, !(quantile > 0 && quantile < 1) { throw ValidationError("--quantile should lie between 0 and 1, such as 0.95") }
        if quantile != nil, binary { throw ValidationError("--quantile and --binary exclude each other") }
    }

    func run() throws {
        var question = IntervalQuestion(columns: column)
        question.cluster = cluster
        question.quantile = quantile
        question.isBinary = binary
        question.level = options.level
        question.seed = options.seed
        try options.write(question.answer(options.table(file, question.columnNames)))
    }
}
