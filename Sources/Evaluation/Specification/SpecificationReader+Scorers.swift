import Scoring
import TouchstoneJSON

extension SpecificationReader {
    func scorers(of section: SpecificationSection) throws -> [ScorerChoice] {
        var choices: [ScorerChoice] = []
        if let name = try section.text("preset") {
            let preset: EvaluationPreset
            do { preset = try EvaluationPreset(named: name) } catch { throw section["preset"]?.error("\(error)") ?? error }
            choices += preset.scorers.map { .named($0) }
        }
        for element in section["scorers"]?.elements ?? [] { choices.append(try scorer(element)) }
        return choices
    }

    /// A scorer: its name, `NAME:key=value,...`, `{NAME: {parameters}}` or `{scorer: NAME, parameters…}`.
    private func scorer(_ node: SpecificationNode) throws -> ScorerChoice {
        if let text = node.text {
            do { return try ScorerChoice(text: text) } catch { throw node.error("\(error)") }
        }
        guard case .mapping(let entries) = node.content else { throw node.error("a scorer should be a name or a mapping") }
        if entries.count == 1, let only = entries.first, ScorerCatalogue.standard.knows(only.key) || only.node.isMappingOrNull {
            return try scorer(only.key, only.node.isMappingOrNull ? only.node.entries : [], at: node)
        }
        guard entries.contains(where: { ["scorer", "command", "url"].contains($0.key) }) else {
            throw node.error("a scorer's mapping needs \"scorer\", \"command\" or \"url\"")
        }
        return try scorer(nil, entries, at: node)
    }

    private func scorer(
        _ catalogueName: String?, _ entries: [SpecificationNode.Entry], at node: SpecificationNode
    ) throws -> ScorerChoice {
        let reserved = SpecificationKey.scorer.map(\.name)
        let common = SpecificationNode(content: .mapping(entries.filter { reserved.contains($0.key) }), place: node.place)
        let section = try SpecificationSection(common, title: "a scorer", keys: SpecificationKey.scorer)
        let arguments = JSONObject(entries.filter { !reserved.contains($0.key) }.map { ($0.key, $0.node.json) })
        return ScorerChoice(
            try source(catalogueName, section, arguments, at: node), name: try section.text("name"), passMark: try passMark(section),
            direction: try direction(section))
    }

    private func source(
        _ catalogueName: String?, _ section: SpecificationSection, _ arguments: JSONObject, at node: SpecificationNode
    ) throws -> ScorerChoice.Source {
        if section["command"] != nil {
            let words = try section.texts("command")
            return .command(words.count == 1 ? words[0].split(separator: " ").map(String.init) : words)
        }
        if let url = try section.text("url") {
            let headers = section["headers"]?.json.objectValue.map { $0.map { ($0.key, $0.value.asText) } } ?? []
            return .endpoint(url: url, headers: Dictionary(headers) { _, last in last })
        }
        guard let name = try catalogueName ?? section.text("scorer") else { throw node.error("a scorer needs a name") }
        do {
            try ScorerCatalogue.standard.check(name, arguments)
        } catch {
            throw node.error("\(error)")
        }
        return .catalogue(name, arguments)
    }

    private func direction(_ section: SpecificationSection) throws -> ScorerDefinition.Direction {
        guard let text = try section.text("direction") else { return .higher }
        guard let direction = ScorerDefinition.Direction(rawValue: text) else {
            throw section.place.error("\"direction\" should be higher, lower or neutral")
        }
        return direction
    }

    private func passMark(_ section: SpecificationSection) throws -> PassMark? {
        guard let text = try section.text("pass") else { return nil }
        guard let mark = PassMark(text) else { throw section.place.error("\"pass\" should look like \">= 0.5\" or \"<= 3\"") }
        return mark
    }
}

extension SpecificationNode {
    fileprivate var isMappingOrNull: Bool {
        switch content {
        case .mapping, .scalar(.null, _): true
        default: false
        }
    }

    fileprivate var entries: [Entry] {
        if case .mapping(let entries) = content { return entries }
        return []
    }

    fileprivate init(content: Content, place: Place) {
        self.content = content
        self.place = place
    }
}

extension PassMark {
    /// Reads ">= 0.5" or "<= 3"; nil when the text is neither.
    public init?(_ text: String) {
        let words = text.split(separator: " ")
        let joined = words.joined()
        guard joined.hasPrefix(">=") || joined.hasPrefix("<="), let threshold = Double(joined.dropFirst(2)), threshold.isFinite else {
            return nil
        }
        self.init(threshold: threshold, isMinimum: joined.hasPrefix(">="))
    }
}
