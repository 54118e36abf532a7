/// What the registry needs of a logged model.
struct LoggedModelPlace {
    let artifactURI: String
    let sourceRunID: String?

    /// The logged model with that identifier; throws when there is none.
    static func find(_ id: String, _ connection: any SQLConnection) throws -> LoggedModelPlace {
        let found = try connection.first(
            "SELECT artifact_uri, source_run_id FROM logged_model WHERE id = ? AND lifecycle_stage = 'active'", [.text(id)]
        ) { columns in
            let uri = try columns.text()
            let run = try columns.text()
            return LoggedModelPlace(artifactURI: uri, sourceRunID: run.isEmpty ? nil : run)
        }
        guard let found else { throw RegistryError.loggedModelNotFound(id) }
        return found
    }
}
