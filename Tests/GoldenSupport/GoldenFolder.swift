public import Foundation
public import TouchstoneJSON

/// The golden vectors: the folder named by `TOUCHSTONE_GOLDEN` when it is set, else the project's own copy.
public enum GoldenFolder {
    /// The folder that holds `metrics/` and `statistics/`.
    public static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["TOUCHSTONE_GOLDEN"], !path.isEmpty {
            return URL(filePath: path, directoryHint: .isDirectory)
        }
        return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden")
    }()

    /// The names of the JSONL files of one family, sorted.
    public static func files(in family: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: family).path)) ?? []
        return names.filter { $0.hasSuffix(".jsonl") }.sorted()
    }

    /// The rows of one file.
    public static func rows(of file: String, in family: String) throws -> [GoldenRow] {
        let data = try Data(contentsOf: root.appending(path: family).appending(path: file))
        return try data.split(separator: UInt8(ascii: "\n")).map { try GoldenRow(JSONParser().parse(Array($0))) }
    }
}

/// One golden vector: what goes in and what the reference implementation gave.
public struct GoldenRow: Sendable {
    /// The whole row.
    public let json: JSONValue
    /// The row's name in messages.
    public let id: String
    /// Which computation the row pins down (`metric` or `fn`).
    public let name: String
    /// What came out of the reference.
    public let expected: JSONValue

    init(_ json: JSONValue) throws {
        guard let id = json["id"]?.stringValue, let name = (json["metric"] ?? json["fn"])?.stringValue, let expected = json["expected"]
        else { throw GoldenError(description: "a golden row needs id, metric or fn, and expected: \(json.text().prefix(200))") }
        (self.json, self.id, self.name, self.expected) = (json, id, name, expected)
    }

    /// An input of the row: a top-level key of `metrics` rows, a key of `input` in `statistics` rows.
    public subscript(key: String) -> JSONValue? { json[key] ?? json["input"]?[key] }

    /// A text input; throws when it is absent or no string.
    public func text(_ key: String) throws -> String {
        guard let text = self[key]?.stringValue else { throw GoldenError(description: "\(id): \(key) is no string") }
        return text
    }

    /// A numeric input ("NaN" and "Infinity" strings included); throws when it is absent.
    public func number(_ key: String) throws -> Double {
        guard let value = self[key].flatMap(goldenNumber) else { throw GoldenError(description: "\(id): \(key) is no number") }
        return value
    }

    /// A list of numbers; throws when it is absent or holds something else.
    public func numbers(_ key: String) throws -> [Double] {
        guard let values = self[key]?.arrayValue else { throw GoldenError(description: "\(id): \(key) is no list") }
        return try values.map {
            guard let value = goldenNumber($0) else { throw GoldenError(description: "\(id): \(key) holds something else than numbers") }
            return value
        }
    }

    /// A list of texts; throws when it is absent or holds something else.
    public func texts(_ key: String) throws -> [String] {
        guard let values = self[key]?.arrayValue else { throw GoldenError(description: "\(id): \(key) is no list") }
        return try values.map {
            guard let value = $0.stringValue else { throw GoldenError(description: "\(id): \(key) holds something else than texts") }
            return value
        }
    }
}

/// What is wrong with a golden row itself.
public struct GoldenError: Error, CustomStringConvertible {
    /// The row and its defect.
    public let description: String

    /// An error with the given sentence.
    public init(description: String) { self.description = description }
}

/// The number a golden value stands for, with "NaN", "Infinity" and "-Infinity" written as strings.
public func goldenNumber(_ value: JSONValue) -> Double? {
    switch value {
    case .string("NaN"): .nan
    case .string("Infinity"): .infinity
    case .string("-Infinity"): -.infinity
    default: value.doubleValue
    }
}
