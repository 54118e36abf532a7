public import TouchstoneJSON

/// Which documents are relevant to one query, and how much.
public struct RelevanceJudgements: Sendable, Hashable {
    /// The grade by document: 1 and more relevant, 0 judged and not relevant, negative not judged.
    public let grades: [String: Int]

    /// Graded judgements.
    public init(grades: [String: Int]) { self.grades = grades }

    /// Relevant documents, each of grade 1.
    public init(relevant: some Sequence<String>) {
        grades = Dictionary(relevant.map { ($0, 1) }, uniquingKeysWith: { first, _ in first })
    }

    /// The documents of grade 1 and more.
    public var relevant: Set<String> { Set(grades.lazy.filter { $0.value >= 1 }.map(\.key)) }

    /// Reads the field ``SampleField/relevant``: a list of ids, or an object of id to whole grade.
    public init(_ value: JSONValue) throws(ScoringError) {
        let misfit = ScoringError.wrongKind(.relevant, wanted: "a list of ids or an object of id to a whole grade", found: value)
        if let object = value.objectValue {
            var grades: [String: Int] = [:]
            for member in object {
                guard let grade = member.value.intValue ?? member.value.boolValue.map({ $0 ? 1 : 0 }), grade.magnitude < 1 << 31 else {
                    throw misfit
                }
                grades[member.key] = grade
            }
            self.init(grades: grades)
        } else {
            let elements = value.arrayValue ?? [value]
            guard elements.allSatisfy({ $0.stringValue != nil || $0.intValue != nil }) else { throw misfit }
            self.init(relevant: elements.map(\.asText))
        }
    }
}
