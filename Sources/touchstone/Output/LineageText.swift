import Scoring
import TouchstoneJSON

/// Where a run came from, for people.
enum LineageText {
    static func text(_ lineage: JSONObject) -> String {
        var lines = ["\(lineage["name"]?.asText ?? "") (\(lineage["run"]?.asText ?? ""))"]
        for (kind, title) in [("datasets", "dataset"), ("prompts", "prompt"), ("models", "model"), ("artifacts", "artifact")] {
            for entry in lineage[kind]?.arrayValue ?? [] {
                lines.append("")
                lines.append("\(title) \(entry["name"]?.asText ?? entry["path"]?.asText ?? "")")
                for member in entry.objectValue ?? [:] where !["name", "path"].contains(member.key) && !member.value.isNull {
                    lines.append("  \(member.key.padded(to: 10)) \(member.value.asText.indented(by: 13))")
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension String {
    /// The text with spaces appended up to a width.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// The text with every line but the first indented.
    func indented(by spaces: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n" + String(repeating: " ", count: spaces))
    }
}
