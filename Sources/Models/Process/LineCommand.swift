package import TouchstoneJSON

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A command that answers lines with lines.
package struct LineCommand: Sendable, Hashable {
    /// The program, looked up in PATH, and its arguments.
    package var arguments: [String]
    /// Its environment.
    package var environment: [String: String]
    /// Where it runs; nil for here.
    package var directory: String?

    /// A command. Throws ``ModelError`` when it is empty or holds NUL.
    package init(
        _ arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment, directory: String? = nil
    ) throws(ModelError) {
        guard let program = arguments.first, !program.isEmpty else { throw ModelError(.invalidRequest, "the command is empty") }
        let texts = arguments + environment.flatMap { [$0.key, $0.value] } + [directory ?? ""]
        guard !texts.contains(where: { $0.utf8.contains(0) }) else {
            throw ModelError(.invalidRequest, "the command \"\(program)\" holds a NUL character")
        }
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
    }

    /// A command of a specification: a list of words as they are, or a text for the shell.
    package init(
        json: JSONValue, environment: [String: String] = ProcessInfo.processInfo.environment, directory: String? = nil
    ) throws(ModelError) {
        let words = json.stringValue.map { $0.isEmpty ? [] : ["/bin/sh", "-c", $0] } ?? json.arrayValue?.compactMap(\.stringValue)
        guard let words, words.count == json.arrayValue?.count ?? words.count else {
            throw ModelError(.invalidRequest, "a command should be a text for the shell or a list of words, but is \(json.kindDescription)")
        }
        try self.init(words, environment: environment, directory: directory)
    }

    /// The command as it would be typed, without the shell around it; shortened to one line of some eighty bytes.
    package var title: String {
        let whole = arguments.count == 3 && arguments[0] == "/bin/sh" ? arguments[2] : arguments.joined(separator: " ")
        let line = whole.utf8.prefix { $0 >= 0x20 }.prefix(80)
        return line.count == whole.utf8.count ? whole : String(decoding: line, as: UTF8.self) + "…"
    }

    /// What is really started: a shell changes the directory first where one is asked for.
    var spawned: [String] {
        guard let directory else { return arguments }
        return ["/bin/sh", "-c", "cd -- \"$0\" && exec \"$@\"", directory] + arguments
    }
}
