import Digests

/// One version of a prompt. Its template never changes; a change makes the next version.
package struct PromptVersion: Sendable, Hashable {
    package var name: String
    /// Counted from 1.
    package var version: Int
    /// The text, or the JSON text of a list of chat messages with sorted names.
    package var template: String
    package var kind: PromptKind
    /// The SHA-256 digest of the template.
    package var digest: String
    /// What changed, in the words of whoever changed it.
    package var message: String?
    package var created: Timestamp
    /// Names that stand for this version, such as `production`.
    package var aliases: [String]
    /// What else is noted of it, beside what makes it a prompt.
    package var tags: [NamedText]
}

/// What the template of a prompt is.
package enum PromptKind: String, Sendable, Hashable {
    /// One text.
    case text
    /// The JSON text of a list of messages with `role` and `content`.
    case chat
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
        message = try columns.optionalText().flatMap { $0.isEmpty ? nil : $0 }
        created = try columns.timestamp()
        let arguments: [SQLValue] = [.text(name), SQLValue(version)]
        aliases = try connection.all(
            "SELECT alias FROM model_alias WHERE model_name = ? AND version = ? ORDER BY alias", arguments
        ) { try $0.text() }
        let all = try connection.all(
            "SELECT name, value FROM model_version_tag WHERE model_name = ? AND version = ? ORDER BY name", arguments
        ) { NamedText(try $0.text(), try $0.text()) }
        kind = PromptTags.kind(all)
        tags = PromptTags.others(all)
    }

    /// The version of the same prompt with the same template and tags; nil when there is none.
    static func same(as new: NewModelVersion, _ connection: any SQLConnection) throws -> PromptVersion? {
        guard let template = PromptTags.template(new.tags) else { return nil }
        let candidates = try connection.all(
            """
            SELECT \(columns) FROM model_version WHERE \(condition) AND model_name = ? AND digest = ? \
            ORDER BY model_version.version DESC
            """, [.text(new.model), .text(ContentDigest.hex(of: Array(template.utf8)))]
        ) { try PromptVersion(&$0, connection) }
        let others = Set(PromptTags.others(new.tags))
        return candidates.first { $0.kind == PromptTags.kind(new.tags) && others.isSubset(of: Set($0.tags)) }
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
