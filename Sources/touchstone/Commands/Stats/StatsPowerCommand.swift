import ArgumentParser
import Evaluation
import Statistics

/// `touchstone stats power`: how many samples, or how small a difference.
struct StatsPowerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "power", abstract: "How many samples show a difference, or which difference so many samples show.",
        discussion: """
            touchstone stats power --difference 0.02 --rate 0.8
            touchstone stats power --difference 0.02 --paired --discordant 0.1
            touchstone stats power --n 500 --sd 0.3 --paired --correlation 0.6

            Without --rate and --sd scores are passes and fails at the worst rate, 0.5.
            """)

    @Option(help: "The difference to show; for a fall write --difference=-0.02.")
    var difference: Double?

    @Option(name: .customLong("n"), help: "Samples of each run; with a paired design, samples that both runs answer.")
    var samples: Int?

    @Option(help: "Passes and fails: the baseline's rate.")
    var rate: Double?

    @Option(help: "Numbers: the standard deviation of a score.")
    var sd: Double?

    @Flag(help: "Both runs answer the same samples.")
    var paired = false

    @Option(help: "Paired passes and fails: the share of samples on which the runs differ.")
    var discordant: Double?

    @Option(help: "Paired: the correlation of the two runs' scores.")
    var correlation: Double?

    @Option(help: "Paired numbers: the standard deviation of the differences, where it is known.")
    var differenceSd: Double?

    @Option(help: "The power wanted.")
    var power = 0.8

    @Option(help: "The two-sided error allowed.")
    var alpha = 0.05

    @Option(help: "How many times larger the variance is because samples come in clusters.")
    var designEffect = 1.0

    @Flag(help: "Writes JSON.")
    var json = false

    func validate() throws {
        guard difference != nil || samples != nil else { throw ValidationError("give --difference, or --n, or both") }
        if let difference, difference == 0 || !difference.isFinite { throw ValidationError("--difference should be a number other than 0") }
        if let samples, samples < 2 || samples > 1_000_000_000 { throw ValidationError("--n should be a whole number from 2 up") }
        guard power > 0, power < 1, alpha > 0, alpha < 1, alpha < power else {
            throw ValidationError("--power and --alpha should lie between 0 and 1, and --power above --alpha")
        }
        guard designEffect > 0, designEffect.isFinite else { throw ValidationError("--design-effect should be a number above 0") }
        for (value, name) in [(rate, "--rate"), (discordant, "--discordant")] {
            if let value, !(value > 0 && value < 1) { throw ValidationError("\(name) should lie between 0 and 1") }
        }
        for (value, name) in [(sd, "--sd"), (differenceSd, "--difference-sd")] {
            if let value, !(value > 0 && value.isFinite) { throw ValidationError("\(name) should be a number above 0") }
        }
        if let correlation, !(correlation > -1 && correlation < 1) { throw ValidationError("--correlation should lie between -1 and 1") }
        if rate != nil, sd != nil || differenceSd != nil { throw ValidationError("--rate is for passes and fails, --sd for numbers") }
        if discordant != nil, sd != nil || differenceSd != nil || correlation != nil {
            throw ValidationError("--discordant is for passes and fails, and replaces --correlation")
        }
        if differenceSd != nil, sd != nil || correlation != nil { throw ValidationError("--difference-sd replaces --sd and --correlation") }
        if !paired, discordant != nil || correlation != nil || differenceSd != nil {
            throw ValidationError("--discordant, --correlation and --difference-sd are for paired designs; add --paired")
        }
        if paired, discordant == nil, correlation == nil, differenceSd == nil {
            throw ValidationError("a paired design needs --discordant (the share of samples on which the runs differ), or --correlation")
        }
    }

    func run() throws {
        var design = ComparisonDesign(scores)
        design.alpha = alpha
        design.designEffect = designEffect
        var question = PowerQuestion(design)
        question.difference = difference
        question.samples = samples
        question.power = power
        let answer: StatisticsReport
        do throws(Undefined) {
            answer = try question.answer()
        } catch {
            throw CommandFailure(.usage, error.reason)
        }
        try StatsOutput.write(answer, json: json)
    }

    private var scores: ComparisonDesign.Scores {
        if let differenceSd { return .pairedNumbers(deviation: differenceSd) }
        if let discordant { return .pairedRates(discordance: discordant) }
        if let sd {
            guard let correlation else { return .numbers(deviation: sd) }
            return .pairedNumbers(deviation: sd * (2 * (1 - correlation)).squareRoot())
        }
        guard let correlation else { return .rates(rate ?? 0.5) }
        return .correlatedRates(rate ?? 0.5, correlation: correlation)
    }
}
