import Models
import Prompts
import Scoring
import TouchstoneJSON

/// One cell of the matrix: one prompt, one model, all rows.
struct RunCell: Sendable {
    /// The prompt; nil asks every row as it is.
    let prompt: Prompt?
    /// The model as the specification names it.
    let choice: ModelChoice
    /// The model's settings, checked.
    let model: ModelSpecification
    /// The data, with the answers' column mapped when the data give them.
    let data: DataSpecification

    /// The name of the cell's run.
    var name: String { prompt.map { "\(choice.name) / \($0.name)" } ?? choice.name }

    /// Whether the answers are in the data, so that no model is called.
    var isGiven: Bool { model.provider == "given" }
}

extension EvaluationSpecification {
    /// The cells of the matrix in the order of the specification, prompts within models. Throws ``ModelError``, and ``SpecificationError`` when
    /// several runs would have to read standard input.
    func cells() throws -> [RunCell] {
        if data.files.contains("-"), models.count * max(1, prompts.count) > 1 {
            throw SpecificationError(
                reason: "standard input can be read only once, but there are several runs to make; put the rows into a file")
        }
        return try models.flatMap { choice in
            let model = try ModelSpecification(
                choice.settings["provider"] == nil ? choice.settings["model"] ?? .null : .object(choice.settings))
            let data = answersColumn(of: choice).map { self.data.answering(from: $0) } ?? self.data
            let asked: [Prompt?] = prompts.isEmpty ? [nil] : prompts
            return asked.map { RunCell(prompt: $0, choice: choice, model: model, data: data) }
        }
    }

    private func answersColumn(of choice: ModelChoice) -> String? {
        if let text = choice.settings["model"]?.stringValue, text.hasPrefix("given:") { return String(text.dropFirst("given:".count)) }
        return choice.settings["provider"] == "given" ? choice.settings["field"]?.stringValue : nil
    }
}

extension DataSpecification {
    /// The same data with the answers read from another column.
    fileprivate func answering(from column: String) -> DataSpecification {
        var data = self
        data.columns.map(.outputs, to: .path(ColumnPath(column)))
        return data
    }
}
