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
    /// The model's settings, checked; nil for a model made in code and for a retriever.
    let model: ModelSpecification?
    /// The retriever that takes the model's place.
    let retriever: RetrieverSpecification?
    /// The data, with the answers' column mapped when the data give them.
    let data: DataSpecification
    /// The place of the dataset in the specification.
    let dataset: Int
    /// The dataset's name when there are several.
    let datasetLabel: String?

    /// The name of the cell's run.
    var name: String { [choice.name, prompt?.name, datasetLabel].compactMap(\.self).joined(separator: " / ") }

    /// Whether the answers are in the data, so that no model is called.
    var isGiven: Bool { model?.provider == "given" }

    /// Whether a model is called: answers are neither in the data nor found by a retriever.
    var callsModel: Bool { !isGiven && retriever == nil }

    /// Who answers.
    var provider: String {
        if retriever != nil { return RetrieverSpecification.provider }
        return model?.provider ?? choice.custom?.identity.provider ?? "custom"
    }

    /// The model's name with the provider.
    var modelName: String {
        let name = model?.name ?? choice.custom?.identity.name ?? ""
        return name.isEmpty ? choice.name : name
    }

    /// How the model is asked.
    var parameters: ModelParameters { model?.parameters ?? ModelParameters() }

    /// The model itself. Throws ``ModelError``, for a missing key among others.
    func makeModel(environment: [String: String]?) throws -> any Model {
        if let custom = choice.custom { return custom }
        guard let model else { throw ModelError(.invalidRequest, "the model \"\(choice.name)\" has no settings") }
        return try model.makeModel(environment: environment)
    }
}

extension EvaluationSpecification {
    /// The cells of the matrix in the order of the specification: datasets, in them models, in them prompts. Throws ``ModelError``, and
    /// ``SpecificationError`` when several runs would have to read standard input.
    func cells() throws -> [RunCell] {
        let cells = try datasets.indices.flatMap { dataset in try models.flatMap { try self.cells(dataset, $0) } }
        guard cells.count == 1 || !datasets.contains(where: { $0.files.contains("-") }) else {
            throw SpecificationError(
                reason: "standard input can be read only once, but there are several runs to make; put the rows into a file")
        }
        return cells
    }

    private func cells(_ dataset: Int, _ choice: ModelChoice) throws -> [RunCell] {
        let model = try choice.specification
        let retriever = try choice.retriever
        let data = answersColumn(of: choice).map { datasets[dataset].answering(from: $0) } ?? datasets[dataset]
        let label = datasets.count > 1 ? data.displayName : nil
        let asked: [Prompt?] = prompts.isEmpty || retriever != nil ? [nil] : prompts
        return asked.map {
            RunCell(prompt: $0, choice: choice, model: model, retriever: retriever, data: data, dataset: dataset, datasetLabel: label)
        }
    }

    private func answersColumn(of choice: ModelChoice) -> String? {
        if let text = choice.settings["model"]?.stringValue, text.hasPrefix("given:") { return String(text.dropFirst("given:".count)) }
        return choice.settings["provider"] == "given" ? choice.settings["field"]?.stringValue : nil
    }
}

extension ModelChoice {
    /// The settings, checked; nil for a model made in code and for a retriever. Throws ``ModelError``.
    var specification: ModelSpecification? {
        get throws(ModelError) {
            guard custom == nil, try retriever == nil else { return nil }
            return try ModelSpecification(settings["provider"] == nil ? settings["model"] ?? .null : .object(settings))
        }
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
