extension TrackingStore {
    /// Takes over what MLflow kept in a SQLite database or in an mlruns folder: experiments, runs with their metrics, params, tags,
    /// datasets and artifacts, logged models, registered models and prompts, traces with their spans and assessments, evaluation datasets.
    ///
    /// What is here already, by identifier or by name, stays as it is, so that the same import may run again: after an interruption it
    /// goes on, and after its end it changes nothing. Experiments of one name become one. Throws ``MLflowImportError`` for a source that
    /// is none.
    ///
    /// - Parameters:
    ///   - artifacts: the folder behind `mlflow-artifacts:/`; by default `mlartifacts` beside the source.
    ///   - progress: learns from time to time what is under way.
    package func importMLflow(
        from source: String, artifacts: String? = nil, at now: Timestamp = .now, progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> MLflowImportSummary {
        let source = try Self.mlflowSource(source, artifacts: artifacts)
        var importing = MLflowImport(store: self, source: source, now: now, progress: progress)
        return try await importing.run()
    }

    private static func mlflowSource(_ text: String, artifacts: String?) throws -> any MLflowSource {
        var path = text
        if path.hasPrefix("file://") { path = String(path.dropFirst("file://".count)) }
        if path.hasPrefix("sqlite:///") { path = String(path.dropFirst("sqlite:///".count)) }
        guard !path.isEmpty, !path.contains("://"), !path.utf8.contains(0) else { throw MLflowImportError.unsupported(text: text) }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard StoreFile.exists(path) else { throw MLflowImportError.missing(path: path) }
        let beside = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
        let artifacts = artifacts ?? (StoreFile.exists(beside + "mlartifacts") ? beside + "mlartifacts" : nil)
        if StoreFile.isFolder(path) { return try MLflowFolder(path: path, artifacts: artifacts) }
        return try MLflowDatabase(path: path, artifacts: artifacts)
    }
}
