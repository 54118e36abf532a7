/// Something that is wrong with a store.
package struct CheckFinding: Sendable, Hashable, CustomStringConvertible {
    /// What kind of thing is wrong.
    package enum Kind: String, Sendable, Hashable {
        /// Damaged pages, indexes or references.
        case database
        /// An artifact is recorded but its file is not there.
        case missingArtifact
        /// An artifact's file has other bytes than were recorded.
        case changedArtifact
        /// A file lies among the artifacts that no run has recorded: left by a crash, or put there by somebody.
        case orphanedFile
        /// An assessment is about a sample that is not recorded.
        case orphanedAssessment
        /// A prompt or model does not have the digest that it is recorded under.
        case wrongDigest
    }

    package var kind: Kind
    /// What is wrong, as a phrase.
    package var detail: String

    package var description: String { "\(kind.rawValue): \(detail)" }
}
