import HTTPTypes
import Tracking

/// The page of the documentation that says what the server offers of MLflow's interface, made from the table that it serves by.
enum CompatibilityPage {
    /// The page as Markdown.
    static func markdown(_ table: EndpointTable = .all) -> String {
        let missing = Set(NotOffered.all.map(key))
        let offered = table.endpoints.filter { !missing.contains(key($0)) && !$0.name.hasPrefix("page") }
        var lines = [
            "# What Touchstone offers of MLflow's interface", "",
            "This page is made from the table that the server answers by. Paths under `/api/` are also served under `/ajax-api/`.", "",
            "## Offered", "", "| Operation | Request | Who may |", "|---|---|---|",
        ]
        lines += offered.map { "| \($0.name) | \(request($0)) | \(permission($0.access)) |" }
        lines += ["", "## Not offered", "", "These answer 501 with `NOT_IMPLEMENTED`.", ""]
        for group in NotOffered.groups {
            lines += ["### " + group.title, "", "Because: \(group.reason).", ""]
            lines += group.endpoints.map { "- \($0.name): \(request($0))" } + [""]
        }
        return lines.joined(separator: "\n")
    }

    private static func key(_ endpoint: Endpoint) -> String { endpoint.method.rawValue + " " + endpoint.paths.joined(separator: " ") }

    private static func request(_ endpoint: Endpoint) -> String {
        endpoint.paths.filter { endpoint.prefixes == [.root] || !$0.hasPrefix("/ajax-api/") }
            .map { "`\(endpoint.method.rawValue) \($0)`" }.joined(separator: ", ")
    }

    private static func permission(_ access: AccessRule) -> String {
        switch access {
        case .open: "anybody"
        case .signedIn: "anybody signed in"
        case .filtered: "anybody signed in, who sees what they may read"
        case .administrator: "administrators"
        case .on(_, let permission): "\(permission.rawValue.lowercased()) permission"
        }
    }
}
