/// A secret that stands for an account; the store keeps its digest only.
package struct AccountToken: Sendable, Hashable {
    /// What it is for, in its owner's words.
    package let label: String
    package let created: Timestamp
    /// When it ends; nil for never.
    package let expiry: Timestamp?
}
