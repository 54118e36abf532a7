import Scoring

extension ActiveScorer {
    /// Names every output of every scorer. Throws ``ScorerArgumentError`` when two outputs have one name.
    ///
    /// A given name replaces the scorer's own; with several outputs it stands before each, joined by an underscore.
    static func named(_ scorers: [(scorer: any Scorer, name: String?, passMark: PassMark?)]) throws -> [ActiveScorer] {
        var taken: Set<String> = []
        return try scorers.map { entry in
            let names = outputNames(entry.scorer.definition, entry.name)
            for name in names where !taken.insert(name).inserted {
                throw ScorerArgumentError("two scores are called \"\(name)\"; give one of the scorers another name (name: …)")
            }
            return ActiveScorer(scorer: entry.scorer, names: names, passMark: entry.passMark)
        }
    }

    private static func outputNames(_ definition: ScorerDefinition, _ name: String?) -> [String] {
        guard let name else { return definition.outputs }
        return definition.outputs.count == 1 ? [name] : definition.outputs.map { name + "_" + $0 }
    }
}
