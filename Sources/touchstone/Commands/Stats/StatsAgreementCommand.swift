import ArgumentParser
import Evaluation
import Statistics

/// `touchstone stats agreement`: do the raters agree beyond chance?
struct StatsAgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "Agreement of two or more raters beyond chance: kappa, AC1, Krippendorff's alpha.",
        discussion: """
            touchstone stats agreement labels.csv --rater human --rater judge

            The first rater is the reference. Empty cells are gaps. Numbers in more than two categories count as ordered; words do when
            --order lists them.
            """)

    @Argument(help: "The file; - is standard input.")
    var file: String

    @Option(help: "A rater's column; at least two.")
    var rater: [String]

    @Option(help: "The column that says which rows belong together.")
    var cluster: String?

    @Option(help: "How disagreements count: identity (all the same), linear or quadratic (by distance).")
    var weights: String?

    @Option(help: "The scale of alpha: nominal, ordinal, interval or ratio.")
    var scale: String?

    @Option(help: "The ratings from low to high, separated by commas: low,medium,high.")
    var order: String?

    @Option(help: "Resamples behind each interval; 10000, fewer for many rows.")
    var draws: Int?

    @OptionGroup var options: StatsOptions

    func validate() throws {
        guard rater.count >= 2 else { throw ValidationError("name at least two raters: --rater human --rater judge") }
        if let draws, !(100...1_000_000).contains(draws) { throw ValidationError("--draws should lie between 100 and 1000000") }
        guard Set(rater).count == rater.count else { throw ValidationError("a rater is named twice") }
        if let weights, AgreementWeights(rawValue: weights) == nil {
            throw ValidationError("--weights should be identity, linear or quadratic, but is \"\(weights)\"")
        }
        if let scale, MeasurementLevel(rawValue: scale) == nil {
            throw ValidationError("--scale should be nominal, ordinal, interval or ratio, but is \"\(scale)\"")
        }
    }

    func run() throws {
        var question = AgreementQuestion(raters: rater)
        question.cluster = cluster
        question.weights = weights.flatMap(AgreementWeights.init(rawValue:))
        question.scale = scale.flatMap(MeasurementLevel.init(rawValue:))
        question.order = order.map { $0.split(separator: ",").map { String($0) } }
        question.draws = draws
        question.level = options.level
        question.seed = options.seed
        try options.write(question.answer(options.table(file, question.columnNames)))
    }
}
