extension TrackingStore {
    /// Copies the store and its artifacts to a new file and the folder beside it, while others go on reading and writing.
    ///
    /// The copy is a store itself, of one moment; it shows under its name only when it is whole. Artifacts that were missing, or that
    /// were replaced while the copy was made, are returned. Throws ``TrackingError/alreadyExists(kind:name:)`` rather than overwrite,
    /// and ``TrackingError/unsupported(reason:)`` for a store that its own database has tools to copy.
    @discardableResult
    package func backup(to path: String) async throws -> [CheckFinding] {
        let folder = try StoreLocation.sqlite(path: path).artifactFolder
        for taken in [path, folder] where StoreFile.exists(taken) {
            throw TrackingError.alreadyExists(kind: "file", name: taken)
        }
        let part = path + ".part"
        StoreFile.remove(part)
        try StoreFile.create(part)
        do {
            try await driver.backup(to: part)
            let findings = try await copyArtifacts(to: folder)
            try StoreFile.rename(part, to: path)
            return findings
        } catch {
            StoreFile.remove(part)
            throw error
        }
    }
}
