import Scoring

extension EvaluationSpecification {
    /// Throws ``SpecificationError`` for a gate on a figure or slice that the run will not have, before anything is paid for.
    func checkGates(_ definitions: [ScoreDefinition]) throws(SpecificationError) {
        let scores = definitions.map(\.name)
        let figures = scores + GateFigure.callFigures
        for gate in gates {
            switch gate {
            case .threshold(let threshold):
                try check(threshold.metric, among: figures, gate)
                guard let column = threshold.slice?.column, !slices.contains(where: { $0.description == column }) else { continue }
                throw SpecificationError(reason: "the gate \"\(gate.text)\" needs the slice \"\(column)\"; add it to \"slices\"")
            case .noRegression(let rule):
                for metric in rule.metrics { try check(metric, among: scores, gate) }
            }
        }
    }

    private func check(_ name: String, among names: [String], _ gate: Gate) throws(SpecificationError) {
        guard !names.contains(name) else { return }
        let hint = closestName(to: name, among: names).map { "did you mean \"\($0)\"?" } ?? "there are \(names.joined(separator: ", "))"
        throw SpecificationError(reason: "the gate \"\(gate.text)\" is about \"\(name)\", which this evaluation does not measure; \(hint)")
    }
}
