import Scoring
import Testing
import TouchstoneJSON

/// What every scorer and every corpus metric of the catalogue keeps to.
@Suite struct WholeCatalogueTests {
    private static let names = ScorerCatalogue.standard.entries.map(\.definition.name)
    private static let corpusNames = ScorerCatalogue.standard.corpusEntries.map(\.definition.name)

    private func scorer(_ name: String) throws -> any Scorer {
        try ScorerCatalogue.standard.scorer(name, SampleFamilies.arguments[name] ?? [:])
    }

    /// The scores of a sample as they are, or the reason why there is none.
    private func result(_ scorer: any Scorer, _ sample: Sample) async throws -> [String] {
        do {
            let scores = try await scorer.score(sample)
            #expect(scores.count == scorer.definition.outputs.count)
            return scores.map { score in
                let bits = score.value?.number.map { "\($0.bitPattern)" } ?? score.reason ?? "\(String(describing: score.value))"
                return bits + (score.rationale ?? "")
            }
        } catch let error as ScoringError {
            return ["\(error)"]
        }
    }

    @Test(arguments: names)
    func `values keep to their range, and what cannot be scored says why`(name: String) async throws {
        let scorer = try scorer(name)
        for sample in SampleFamilies.all(rows: 8, seed: 1).flatMap(\.self) {
            guard let scores = try? await scorer.score(sample) else { continue }
            for value in scores.compactMap(\.value) {
                switch (scorer.definition.range, value) {
                case (.numbers(let lower, let upper), .number(let number)):
                    let slack = 1e-9 * max(1, abs(number))
                    #expect(number.isFinite && number >= lower - slack && number <= upper + slack, "\(name): \(number)")
                case (.binary, .bool): break
                case (.categories(let names), .category(let category)): #expect(names.isEmpty || names.contains(category))
                default: Issue.record("\(name): \(value) is not of the range \(scorer.definition.range)")
                }
            }
        }
    }

    @Test func `many tasks at once give what one gives, bit for bit`() async throws {
        let samples = SampleFamilies.all(rows: 2, seed: 2).flatMap(\.self)
        for name in Self.names {
            let scorer = try scorer(name)
            var alone: [[String]] = []
            for sample in samples { alone.append(try await result(scorer, sample)) }
            let together = try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
                for (place, sample) in samples.enumerated() { group.addTask { (place, try await self.result(scorer, sample)) } }
                return try await group.reduce(into: [Int: [String]]()) { $0[$1.0] = $1.1 }
            }
            for (place, expected) in alone.enumerated() { #expect(together[place] == expected, "\(name)") }
        }
    }

    @Test(arguments: corpusNames)
    func `the order of rows changes nothing, bit for bit`(name: String) throws {
        let metric = try ScorerCatalogue.standard.corpusMetric(name)
        var measured = 0
        for family in SampleFamilies.all(rows: 60, seed: 3) {
            let rows = family.compactMap { try? metric.row(of: $0) }
            guard let values = try? metric.values(of: rows) else { continue }
            measured += 1
            let orders = [
                Array(rows.reversed()), rows.sorted { "\($0)" < "\($1)" }, Array(rows[(rows.count / 2)...] + rows[..<(rows.count / 2)]),
            ]
            for other in orders { #expect(try metric.values(of: other).map(\.bitPattern) == values.map(\.bitPattern), "\(name)") }
            for value in values where !value.isNaN {
                if case .numbers(let lower, let upper) = metric.definition.range { #expect(value >= lower - 1e-9 && value <= upper + 1e-9) }
            }
        }
        #expect(measured > 0, "no family of samples suits \(name)")
    }

    @Test func `texts of 3 kB in every field come through every scorer`() async throws {
        let (left, right) = (TextSamples.long(5, words: 600), TextSamples.long(6, words: 600))
        let sample = Sample([
            "inputs": .string(left), "outputs": .string(left), "expected": [.string(right), .string(left)], "context": [.string(right)],
            "answers": [.string(left), .string(right)], "logprobs": .array(Array(repeating: -0.5, count: 2_000)),
            "retrieved": .array((0..<2_000).map { .integer($0) }), "relevant": .array((500..<1_000).map { .integer($0) }),
        ])
        for name in Self.names { _ = try await result(try scorer(name), sample) }
    }
}
