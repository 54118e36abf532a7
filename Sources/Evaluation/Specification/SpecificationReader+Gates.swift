extension SpecificationReader {
    func gates(_ node: SpecificationNode?) throws -> [Gate] {
        try (node?.elements ?? []).map(gate)
    }

    private func gate(_ node: SpecificationNode) throws -> Gate {
        if let text = node.text {
            guard let threshold = Gate.Threshold(text) else {
                throw node.error("the gate \"\(text)\" should look like \"exact_match.mean >= 0.8\" or \"latency.p95[language=de] <= 2\"")
            }
            return .threshold(threshold)
        }
        guard case .mapping(let entries) = node.content, let only = entries.first, entries.count == 1, only.key == "no_regression" else {
            throw node.error("a gate should be a text such as \"exact_match.mean >= 0.8\", or no_regression with baseline and margin")
        }
        let section = try SpecificationSection(only.node, title: "\"no_regression\"", keys: SpecificationKey.noRegression)
        guard let baseline = try section.text("baseline") else { throw only.place.error("\"no_regression\" needs a baseline run") }
        return .noRegression(
            Gate.NoRegression(
                baseline: baseline, margin: try section.number("margin", in: 0...1e9) ?? 0, metrics: try section.texts("metrics")))
    }
}
