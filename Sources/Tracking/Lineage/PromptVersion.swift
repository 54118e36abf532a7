/// One version of a prompt. Its template never changes; a change makes the next version.
package struct PromptVersion: Sendable, Hashable {
    package var name: String
    /// Counted from 1.
    package var version: Int
    /// The text, or the JSON text of a list of chat messages.
    package var template: String
    /// The SHA-256 digest of the template.
    package var digest: String
    /// What changed, in the words of whoever changed it.
    package var message: String?
    package var created: Timestamp
    /// Names that stand for this version, such as `production`.
    package var aliases: [String]
}

/// A prompt as one run used it.
package struct PromptUse: Sendable, Hashable {
    package var prompt: PromptVersion
    /// What it did in the run, such as `answer` or `judge`.
    package var role: String
}

/// Which version of a prompt is meant.
package enum PromptSelector: Sendable, Hashable {
    case version(Int)
    case alias(String)
    case latest
}

extension PromptVersion {
    static let columns = """
        model_version.model_name, model_version.version, model_version.template, model_version.digest, model_version.description, \
        model_version.creation_time
        """

    /// Versions that are prompts and not deleted.
    static let condition = "model_version.template IS NOT NULL AND model_version.is_deleted = 0"

    init(_ columns: inout SQLColumns, _ connection: any SQLConnection) throws {
        name = try columns.text()
        version = try columns.int()
        template = try columns.text()
        digest = try columns.text()
        message = try columns.optionalText()
        created = try columns.timestamp()
        aliases = try connection.all(
            "SELECT alias FROM model_alias WHERE model_name = ? AND version = ? ORDER BY alias", [.text(name), SQLValue(version)]
        ) { try $0.text() }
    }

    static func find(_ condition: String, _ arguments: [SQLValue], _ connection: any SQLConnection) throws -> PromptVersion? {
        try connection.first(
            """
            SELECT \(columns) FROM model_version WHERE \(Self.condition) AND \(condition) \
            ORDER BY model_version.version DESC LIMIT 1
            """, arguments
        ) { try PromptVersion(&$0, connection) }
    }
}

extension PromptUse {
    /// The prompts of a run, by role and name.
    static func all(of runKey: SQLValue, _ connection: any SQLConnection) throws -> [PromptUse] {
        try connection.all(
            """
            SELECT \(PromptVersion.columns), run_prompt.role FROM run_prompt JOIN model_version \
            ON model_version.model_name = run_prompt.model_name AND model_version.version = run_prompt.version \
            WHERE run_prompt.run_key = ? ORDER BY run_prompt.role, run_prompt.model_name, run_prompt.version
            """, [runKey]
        ) { PromptUse(prompt: try PromptVersion(&$0, connection), role: try $0.text()) }
    }
}
