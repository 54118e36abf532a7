import Foundation
import Prompts
import Scoring
import TouchstoneJSON

extension EvaluationSpecification {
    /// Reads a specification file. Files named in it are relative to it. Throws ``SpecificationError``.
    public init(file: String) throws {
        let url = URL(filePath: file)
        guard let bytes = FileManager.default.contents(atPath: url.path) else {
            throw SpecificationError(file: file, reason: "the file cannot be read; does it exist?")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SpecificationError(file: file, reason: "the file is not valid UTF-8")
        }
        try self.init(
            yaml: text, file: file, folder: url.deletingLastPathComponent().path, name: url.deletingPathExtension().lastPathComponent)
    }

    /// Reads a specification from YAML or JSON. Files named in it are relative to the folder. Throws ``SpecificationError``.
    public init(yaml: String, file: String? = nil, folder: String = ".", name: String = "evaluation") throws {
        let root = try SpecificationNode(yaml: yaml, file: file)
        self = try SpecificationReader(folder: folder).specification(root, defaultName: name)
    }
}

/// Turns the nodes of a specification into values.
struct SpecificationReader {
    /// The folder that relative paths start from.
    let folder: String

    func specification(_ root: SpecificationNode, defaultName: String) throws -> EvaluationSpecification {
        let section = try SpecificationSection(root, title: "the specification", keys: SpecificationKey.specification)
        guard let dataNode = section["data"] else { throw root.error("\"data\" is missing: name the file that holds the rows") }
        var result = EvaluationSpecification(
            name: try section.text("name") ?? defaultName, data: DataSpecification(files: []), scorers: try scorers(of: section),
            models: try models(section["models"]))
        guard !result.scorers.isEmpty else { throw root.error("\"scorers\" is missing: name at least one, or a preset") }
        result.datasets = try datasets(dataNode)
        (result.prompts, result.registeredPrompts) = try prompts(section["prompts"])
        result.gates = try gates(section["gates"])
        result.slices = try section.texts("slices").map(ColumnPath.init)
        if let cluster = try section.text("cluster") {
            for index in result.datasets.indices { result.datasets[index].columns.map(.cluster, to: .path(ColumnPath(cluster))) }
        }
        result.epochs = try section.integer("epochs", in: 1...1_000_000) ?? 1
        result.seed = UInt64(try section.integer("seed", in: 0...Int.max) ?? 0)
        result.concurrency = try section.integer("concurrency", in: 1...10_000) ?? 32
        result.confidence = try section.number("confidence", in: 0.5...0.9999) ?? 0.95
        result.margin = try section.number("margin", in: 0...1e9)
        result.pricesFile = try section.text("prices").map(resolve)
        result.maximumCost = try section.number("max_cost", in: 0...1e12)
        result.metricPrefix = try section.text("metric_prefix") ?? ""
        return result
    }

    /// A path of the specification, relative to its folder.
    func resolve(_ path: String) -> String {
        path == "-" || path.hasPrefix("/") || folder == "." ? path : folder + "/" + path
    }

    /// One path or a list of paths, each relative to the folder; anything else as it is.
    private func resolved(_ paths: JSONValue) -> JSONValue {
        if let list = paths.arrayValue { return .array(list.map(resolved)) }
        return paths.stringValue.map { .string(resolve($0)) } ?? paths
    }

    private func models(_ node: SpecificationNode?) throws -> [ModelChoice] {
        guard let node else { return [.given] }
        let choices = try node.elements.map { element in
            let choice = try model(element)
            do { _ = try choice.specification } catch { throw element.error("\(error)") }
            return choice
        }
        guard !choices.isEmpty else { throw node.error("\"models\" is an empty list") }
        for (index, choice) in choices.enumerated() where choices[..<index].contains(where: { $0.name == choice.name }) {
            throw node.error("two models are called \"\(choice.name)\"; give one of them another \"label\"")
        }
        return choices
    }

    private func model(_ node: SpecificationNode) throws -> ModelChoice {
        if let text = node.text { return ModelChoice(text: text) }
        guard var settings = node.json.objectValue, let provider = settings["provider"]?.stringValue else {
            throw node.error("a model should be provider:name, or a mapping with \"provider\"")
        }
        let label = settings["label"]?.stringValue
        settings["label"] = nil
        if provider == RetrieverSpecification.provider, let documents = settings["documents"] {
            settings["documents"] = resolved(documents)
        }
        let name = label ?? settings["name"]?.stringValue ?? settings["field"]?.stringValue ?? settings["model"]?.stringValue
        return ModelChoice(name: name ?? provider, settings: settings)
    }
}
