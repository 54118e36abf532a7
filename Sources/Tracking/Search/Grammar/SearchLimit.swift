/// How many results a search may be asked for.
package struct SearchLimit: Sendable, Hashable {
    /// Most results of a page.
    package let most: Int

    /// Runs and experiments.
    package static let runs = SearchLimit(most: 50_000)
    /// Registered models.
    package static let registeredModels = SearchLimit(most: 1_000)
    /// Versions of registered models.
    package static let modelVersions = SearchLimit(most: 200_000)
    /// Traces.
    package static let traces = SearchLimit(most: 500)

    /// Throws when a number of results is not positive or too large.
    package func check(_ number: Int) throws(SearchError) {
        let problem = "Invalid value \(number) for parameter 'max_results' supplied."
        guard number > 0 else { throw SearchError("\(problem) It must be a positive integer") }
        guard number <= most else { throw SearchError("\(problem) It must be at most \(most)") }
    }
}
