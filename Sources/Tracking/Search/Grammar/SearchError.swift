/// Why a search is refused: one text for the client, in the words that MLflow's clients look for. The client is at fault, never the store.
package struct SearchError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with the filter, the order, the page token or the number of results.
    package let message: String

    /// A refusal with that text.
    package init(_ message: String) { self.message = message }

    package var description: String { message }
}

extension SearchError {
    private static let shownBytes = 500

    /// A piece of the client's text as a message shows it: short, however long it is.
    static func shown(_ text: String) -> String {
        guard text.utf8.count > shownBytes else { return text }
        return String(decoding: text.utf8.prefix(shownBytes), as: UTF8.self) + "…"
    }

    /// Names as MLflow lists the ones that it knows: `{'a', 'b'}`.
    static func list(_ names: some Collection<String>) -> String {
        "{" + names.sorted().map { "'\($0)'" }.joined(separator: ", ") + "}"
    }
}
