/// Where a version of a model comes from, as a client names it, taken apart and made sure to be harmless as far as its text tells.
///
/// Percent-encoding is undone as often as it was applied before anything is decided, so that no spelling hides a step up (`..`), a zero
/// byte or another scheme. Whether the place belongs to the run or logged model that the client names is for ``isWithin(_:)``.
package enum ModelSource: Sendable, Hashable {
    /// A path on the server's own disk, without `.` and `..`.
    case local(path: String)
    /// `runs:/<run>/…`
    case run(String)
    /// `models:/<logged model>`
    case loggedModel(String)
    /// `models:/<name>/…` or `models:/<name>@<alias>`
    case registered(name: String, ModelSelector)
    /// Below `mlflow-artifacts:`, or the address of such a place on a server.
    case proxied(ModelSourceText)
    /// Any other place; nobody here ever goes there.
    case elsewhere
}

/// Which version of a registered model is meant.
package enum ModelSelector: Sendable, Hashable {
    case version(Int64)
    case alias(String)
    case stage(ModelStage)
    case latest
}

/// Which sources of models, and which places of experiments' artifacts, are taken beyond the ordinary.
package struct ModelSourceRules: Sendable, Hashable {
    /// Schemes, in lower case, whose addresses name a host and are taken all the same.
    package var allowedHostSchemes: Set<String>
    /// Hosts with their ports, in lower case, whose addresses are taken: those where this server's own artifacts are.
    package var ownHosts: Set<String>

    package init(allowedHostSchemes: Set<String> = [], ownHosts: Set<String> = []) {
        self.allowedHostSchemes = allowedHostSchemes
        self.ownHosts = ownHosts
    }
}

extension ModelSourceRules {
    /// Schemes whose addresses say which host to connect to.
    private static let hostSchemes: Set<String> = [
        "ftp", "sftp", "hdfs", "viewfs", "http", "https", "mlflow-artifacts", "r2", "b2", "abfss",
    ]

    /// Why a place is not taken that names a host, for the field that it came in; nil for a place that names none or an allowed one.
    package func refusal(of place: String, field: String) -> String? {
        guard let scheme = ModelSourceText.scheme(of: place) else { return nil }
        return refusal(scheme, host: ModelSourceText(place)?.authority ?? "?", field: field)
    }

    fileprivate func refusal(_ scheme: String, host: String, field: String) -> String? {
        guard Self.hostSchemes.contains(scheme), !host.isEmpty, !allowedHostSchemes.contains(scheme), !ownHosts.contains(host.lowercased())
        else { return nil }
        return """
            '\(field)' cannot use the '\(scheme)' scheme: it names a host other than this server's artifact storage. An administrator can \
            allow the scheme with the MLFLOW_ALLOWED_HOST_ADDRESSED_ARTIFACT_SCHEMES environment variable.
            """
    }
}

extension ModelSource {
    /// Reads a source; throws ``RegistryError`` for one that no version may have.
    package init(parsing text: String, rules: ModelSourceRules = .init()) throws(RegistryError) {
        guard let parts = ModelSourceText(text) else { throw Self.steps(text) }
        switch parts.scheme {
        case nil, "file":
            guard parts.authority.isEmpty || parts.authority.lowercased() == "localhost", !parts.hasSteps, parts.isAbsolute else {
                throw Self.local(text, field: "run_id")
            }
            self = .local(path: "/" + parts.segments.joined(separator: "/"))
            return
        case let scheme?:
            guard !parts.hasSteps, parts.isAbsolute, !parts.segments.isEmpty else { throw Self.steps(text) }
            if let refusal = rules.refusal(scheme, host: parts.authority, field: "source") { throw .invalid(refusal) }
            self = try Self.known(scheme, parts, text)
        }
    }

    private static func known(_ scheme: String, _ parts: ModelSourceText, _ text: String) throws(RegistryError) -> ModelSource {
        switch scheme {
        case "runs":
            guard parts.authority.isEmpty, let run = parts.segments.first else { throw foreign(text, field: "run_id") }
            return .run(run)
        case "models":
            guard parts.authority.isEmpty else {
                throw .invalid(
                    "Invalid model version source: '\(text)'. It names another registry, but only models of this one can be sources.")
            }
            return try registered(parts, text)
        case "mlflow-artifacts": return .proxied(parts)
        case "http", "https": return parts.isProxyAddress ? .proxied(parts) : .elsewhere
        default: return .elsewhere
        }
    }

    private static func registered(_ parts: ModelSourceText, _ text: String) throws(RegistryError) -> ModelSource {
        let segments = parts.segments
        if segments.count == 1 {
            let pieces = segments[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
            guard pieces.count == 2 else { return .loggedModel(segments[0]) }
            guard !pieces[0].isEmpty, !pieces[1].isEmpty else { throw foreign(text, field: "model_id") }
            return .registered(name: String(pieces[0]), .alias(String(pieces[1])))
        }
        guard segments.count == 2 else { throw foreign(text, field: "model_id") }
        if let version = Int64(segments[1]), version > 0 { return .registered(name: segments[0], .version(version)) }
        if segments[1].lowercased() == "latest" { return .registered(name: segments[0], .latest) }
        return .registered(name: segments[0], .stage(try ModelStage(parsing: segments[1])))
    }
}

extension ModelSource {
    /// The refusal of a source that steps out of its place.
    static func steps(_ text: String) -> RegistryError {
        .invalid(
            """
            Invalid model version source: '\(shown(text))'. If supplying a source as an http, https, ftp, object store, local file or \
            mlflow-artifacts address, write its path in full, without relative parts such as '..'.
            """)
    }

    /// The refusal of a place on the server's disk.
    static func local(_ text: String, field: String) -> RegistryError {
        .invalid(
            """
            Invalid model version source: '\(shown(text))'. To use a local path as a model version source, the \(field) request \
            parameter has to be specified and the local path has to be contained within the artifact directory of the run specified by the \
            \(field).
            """)
    }

    /// The refusal of a place that does not belong to what the client names.
    static func foreign(_ text: String, field: String) -> RegistryError {
        .invalid(
            """
            Invalid model version source: '\(shown(text))'. The \(field) request parameter must identify the resource that contains \
            the source.
            """)
    }

    private static func shown(_ text: String) -> String { String(text.unicodeScalars.prefix(1000)) }
}
