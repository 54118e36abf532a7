import Foundation
import Yams

/// Where the settings of `touchstone serve` come from: a flag, else the environment, else a file, else what is usual.
struct ServeConfiguration {
    /// Every setting that the environment (`TOUCHSTONE_MAX_CONNECTIONS`) and the file (`max-connections`) may give.
    static let names = [
        "store", "host", "port", "artifact-root", "static-prefix", "allowed-hosts", "allowed-origins", "auth", "default-permission",
        "max-connections", "log-requests",
    ]

    private let environment: [String: String]
    private let file: [String: [String]]

    /// Reads a file of settings, YAML or JSON; nil for none.
    init(file path: String?, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        self.environment = environment
        guard let path else {
            file = [:]
            return
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.usage, "the configuration \(path) cannot be read")
        }
        file = try Self.settings(in: String(decoding: data, as: UTF8.self), path: path)
    }

    private static func settings(in text: String, path: String) throws -> [String: [String]] {
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch {
            throw CommandFailure(.badData, "the configuration \(path) is neither YAML nor JSON: \(error)")
        }
        guard let root else { return [:] }
        guard let mapping = root.mapping else {
            throw CommandFailure(.badData, "the configuration \(path) has no settings of the form name: value")
        }
        var settings: [String: [String]] = [:]
        for (key, value) in mapping {
            let name = (key.string ?? "").replacingOccurrences(of: "_", with: "-")
            guard names.contains(name) else {
                let known = names.joined(separator: ", ")
                throw CommandFailure(.badData, "the configuration \(path) has an unknown setting \"\(name)\"; there are \(known)")
            }
            settings[name] =
                try value.sequence.map { try $0.map { try Self.text(of: $0, name, path) } } ?? [Self.text(of: value, name, path)]
        }
        return settings
    }

    private static func text(of node: Node, _ name: String, _ path: String) throws -> String {
        guard let text = node.scalar?.string else {
            throw CommandFailure(.badData, "the configuration \(path) has something else than a text, a number or a list under \"\(name)\"")
        }
        return text
    }

    /// A text; nil when nobody has given it.
    func text(_ name: String, flag: String?) -> String? { flag ?? environment[Self.variable(name)] ?? file[name]?.first }

    /// A list of texts, separated by commas where it is one text; nil when nobody has given it.
    func list(_ name: String, flag: [String]) -> [String]? {
        if !flag.isEmpty { return flag.flatMap(Self.split) }
        return environment[Self.variable(name)].map(Self.split) ?? file[name]?.flatMap(Self.split)
    }

    /// A whole number within a range.
    func number(_ name: String, flag: Int?, in range: ClosedRange<Int>, otherwise: Int) throws -> Int {
        let number: Int
        if let flag {
            number = flag
        } else if let text = text(name, flag: nil) {
            guard let parsed = Int(text) else { throw CommandFailure(.usage, "\"\(text)\" is no number for \(name)") }
            number = parsed
        } else {
            return otherwise
        }
        guard range.contains(number) else {
            throw CommandFailure(.usage, "\(name) must be from \(range.lowerBound) to \(range.upperBound), not \(number)")
        }
        return number
    }

    /// Yes or no; nil when nobody has said.
    func truth(_ name: String, flag: Bool?) throws -> Bool? {
        guard let text = flag.map({ $0 ? "true" : "false" }) ?? text(name, flag: nil) else { return nil }
        switch text.lowercased() {
        case "true", "yes", "on", "1": return true
        case "false", "no", "off", "0": return false
        default: throw CommandFailure(.usage, "\"\(text)\" is neither true nor false for \(name)")
        }
    }

    private static func variable(_ name: String) -> String {
        "TOUCHSTONE_" + name.uppercased().replacingOccurrences(of: "-", with: "_")
    }

    private static func split(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
