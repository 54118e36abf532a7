/// Reads and indexes documents away from the threads that run tasks.
actor RetrieverBuilder {
    private let executor = BlockingExecutor(label: "touchstone.documents")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The retriever. Throws ``DataProblem``.
    func retriever(_ specification: RetrieverSpecification) throws -> Retriever { try Retriever(specification) }

    /// Reads the documents for what may be wrong with them. Throws ``DataProblem``.
    func check(_ specification: RetrieverSpecification) throws(DataProblem) { _ = try RetrieverCorpus(specification) }
}
