import Foundation
import Scoring

/// An answer and what was expected.
struct TextPair: Decodable {
    let answer: String
    let expected: String

    private enum CodingKeys: String, CodingKey {
        case answer = "outputs"
        case expected
    }
}

/// A query's retrieved documents and judgements.
struct Ranking {
    let retrieved: [RankedDocument]
    let relevant: [String: Int]
}

/// Reads the inputs that `harness/inputs.py` writes; the time that takes does not count.
enum Input {
    static func pairs(_ path: String) throws -> [TextPair] {
        try lines(path).map { try JSONDecoder().decode(TextPair.self, from: Data($0.utf8)) }
    }

    static func numbers(_ path: String) throws -> [[Double]] {
        try lines(path).map { try JSONDecoder().decode([Double].self, from: Data($0.utf8)) }
    }

    static func rankings(_ path: String) throws -> [Ranking] {
        struct Row: Decodable {
            let retrieved: [String: Double]
            let relevant: [String: Int]
        }
        return try lines(path).map { line in
            let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
            return Ranking(retrieved: row.retrieved.map { RankedDocument(id: $0.key, score: $0.value) }, relevant: row.relevant)
        }
    }

    /// Documents and, behind an empty line, queries, all split at spaces.
    static func corpus(_ path: String) throws -> (documents: [[String]], queries: [[String]]) {
        let lines = try text(path).split(separator: "\n", omittingEmptySubsequences: false)
        let split = lines.firstIndex { $0.isEmpty } ?? lines.endIndex
        return (lines[..<split].map(words), lines[split...].filter { !$0.isEmpty }.map(words))
    }

    private static func words(_ line: Substring) -> [String] { line.split(separator: " ").map(String.init) }

    private static func lines(_ path: String) throws -> [Substring] { try text(path).split(separator: "\n") }

    private static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
}
