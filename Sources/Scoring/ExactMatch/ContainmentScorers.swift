import TouchstoneJSON

extension ScorerEntry {
    /// Scorers of whether an answer contains, begins or ends with given texts.
    static let containment: [ScorerEntry] = [
        phrases("contains", "Whether the answer contains the text (by default any acceptable answer).", ignoresCase: false) {
            $0.count < $1
        },
        phrases("contains_any", "Whether the answer contains at least one of the texts.", ignoresCase: false) { $0.count < $1 },
        phrases("contains_all", "Whether the answer contains every one of the texts.", ignoresCase: false) { missing, _ in missing.isEmpty
        },
        phrases("not_contains", "Whether the answer contains none of the texts.", ignoresCase: false) { $0.count == $1 },
        phrases("icontains", "Whether the answer contains the text, whatever the case.", ignoresCase: true) { $0.count < $1 },
        phrases("icontains_any", "Whether the answer contains one of the texts, whatever the case.", ignoresCase: true) { $0.count < $1 },
        phrases("icontains_all", "Whether the answer contains all texts, whatever the case.", ignoresCase: true) { missing, _ in
            missing.isEmpty
        },
        phrases("not_icontains", "Whether the answer contains none of the texts, whatever the case.", ignoresCase: true) { $0.count == $1 },
        ends("starts_with", "Whether the answer begins with an acceptable one, byte for byte.") { $0.starts(with: $1) },
        ends("ends_with", "Whether the answer ends with an acceptable one, byte for byte.") { $0.reversed().starts(with: $1.reversed()) },
        includes, match,
    ]

    private static let topic = "containment"

    private static func phrases(
        _ name: String, _ summary: String, ignoresCase: Bool, passes: @escaping @Sendable (_ missing: [String], _ count: Int) -> Bool
    ) -> ScorerEntry {
        let definition = ScorerDefinition(
            name: name, topic: topic, summary: summary, range: .binary, requires: [.outputs],
            source: "own definition over bytes; promptfoo's assertion of that name",
            blindTo: "negation and context (\"not Paris\" contains Paris), word boundaries, paraphrases")
        let value = ScorerParameter("value", .json, "The text or list of texts; the sample's acceptable answers when not given.")
        return ScorerEntry(definition, parameters: [value]) { arguments in
            let fixed = arguments.json("value").map { value in value.arrayValue?.map(\.asText) ?? [value.asText] }
            let search = PhraseSearch(ignoresCase: ignoresCase)
            return FunctionScorer(definition) { sample in
                let answer = try sample.answer()
                let wanted = try fixed ?? sample.references()
                guard !wanted.isEmpty else { throw ScoringError.undefined(reason: "there is no text to look for") }
                let missing = search.missing(wanted, in: answer)
                let rationale = missing.isEmpty ? "has all \(wanted.count)" : "lacks \"\(missing.joined(separator: "\", \""))\""
                return Score(passes(missing, wanted.count), rationale: rationale)
            }
        }
    }

    private static func ends(
        _ name: String, _ summary: String, _ fits: @escaping @Sendable ([UInt8], [UInt8]) -> Bool
    ) -> ScorerEntry {
        let definition = ScorerDefinition(
            name: name, topic: topic, summary: summary, range: .binary, requires: [.outputs, .expected],
            source: "own definition; promptfoo's assertion of that name", blindTo: "white space at the ends, and the rest of the answer")
        return ScorerEntry(definition) { try $0.anyReference { fits(Array($0.utf8), Array($1.utf8)) } }
    }

    private static let includes: ScorerEntry = {
        let definition = ScorerDefinition(
            name: "includes", topic: topic, summary: "Whether the answer contains an acceptable one.", range: .binary,
            requires: [.outputs, .expected], source: "OpenAI Evals Includes and Inspect includes",
            blindTo: "negation, quotation and every other thing the answer says")
        let ignoresCase = ScorerParameter("ignore_case", .boolean, default: false, "Compare in lower case.")
        return ScorerEntry(definition, parameters: [ignoresCase]) { arguments in
            let search = PhraseSearch(ignoresCase: arguments.flag("ignore_case"))
            return FunctionScorer(definition) { sample in
                try sample.anyReference { answer, reference in occurs(search.prepared(reference), in: search.prepared(answer)) }
            }
        }
    }()

    private static let match = ends(
        "openai_match", "Whether the answer begins with an acceptable one, as OpenAI Evals' Match compares them."
    ) { $0.starts(with: $1) }
}
