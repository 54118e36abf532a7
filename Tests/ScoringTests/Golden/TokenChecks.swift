import GoldenSupport
import Scoring
import TouchstoneJSON

/// Checks of `tokens`. Rows that need a vocabulary which is not on this machine are skipped, with a line that says so.
let tokenChecks: [String: GoldenCheck] = [
    "tiktoken_cl100k_base": .compare { try tokens($0, cl100k) },
    "tiktoken_o200k_base": .compare { try tokens($0, o200k) },
    "pretokenize_cl100k_base": .compare { .array(TokenPattern.cl100k.pieces(of: try $0.text("text")).map { .string(String($0)) }) },
    "pretokenize_o200k_base": .compare { .array(TokenPattern.o200k.pieces(of: try $0.text("text")).map { .string(String($0)) }) },
]

private let cl100k = encoding(.cl100kBase, .cl100k)
private let o200k = encoding(.o200kBase, .o200k)

private func encoding(_ file: DictionaryFolder.File, _ pattern: TokenPattern) -> BytePairEncoding? {
    DataFolders.bytes(of: file).flatMap { try? BytePairEncoding(tiktoken: $0, pattern: pattern) }
}

private func tokens(_ row: GoldenRow, _ encoding: BytePairEncoding?) throws -> JSONValue {
    guard let encoding else { throw GoldenSkip("the vocabulary of \(row.name) is not on this machine") }
    let text = try row.text("text")
    return ["count": JSONValue(encoding.count(text)), "ids": .array(encoding.encode(text).map { JSONValue($0) })]
}
