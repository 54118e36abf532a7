/// How far a version has come; an older way to mark versions than aliases.
package enum ModelStage: String, Sendable, Hashable, CaseIterable {
    case none = "None"
    case staging = "Staging"
    case production = "Production"
    case archived = "Archived"

    /// Reads a stage in any case; throws for a text that is none.
    package init(parsing text: String) throws(RegistryError) {
        guard let stage = Self.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() }) else {
            let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("Invalid Model Version stage: \(text). Value must be one of \(known).")
        }
        self = stage
    }

    /// Whether versions at this stage are in use, so that a newer one can send them to the archive.
    var isInUse: Bool { self == .staging || self == .production }
}
