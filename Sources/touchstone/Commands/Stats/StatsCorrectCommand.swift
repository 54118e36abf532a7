import ArgumentParser
import Evaluation

/// `touchstone stats correct`: a judge's figure, corrected by human labels.
struct StatsCorrectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Corrects a judge's rate or mean by human labels of some rows.",
        discussion: """
            touchstone stats correct answers.csv --judge judge --human label

            Rows without a label are those whose true figure is asked for. With three --human columns or more the alt-test says whether the
            judge may stand in for people.
            """)

    @Argument(help: "The file; - is standard input.")
    var file: String

    @Option(help: "The judge's column.")
    var judge: String

    @Option(help: "A person's column, empty where a row has no label; may be repeated.")
    var human: [String]

    @Flag(help: "The labelled rows come from another run: only the judge's error rates carry over (Rogan-Gladen).")
    var labelsFromElsewhere = false

    @Option(help: "What the alt-test grants the judge: 0.2 against experts, 0.15 skilled, 0.1 crowd annotators.")
    var epsilon = 0.2

    @OptionGroup var options: StatsOptions

    func validate() throws {
        guard epsilon >= 0, epsilon < 1 else { throw ValidationError("--epsilon should lie between 0 and 1, such as 0.2") }
        guard Set(human).count == human.count else { throw ValidationError("a person is named twice") }
    }

    func run() throws {
        var question = CorrectionQuestion(judge: judge, humans: human)
        question.isCalibratedElsewhere = labelsFromElsewhere
        question.epsilon = epsilon
        question.level = options.level
        try options.write(question.answer(options.table(file, question.columnNames)))
    }
}
