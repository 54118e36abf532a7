import ArgumentParser
import Scoring
import TouchstoneJSON

/// `touchstone dictionaries`: which third-party word lists and vocabularies are on this machine.
struct DictionariesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dictionaries",
        abstract: "Shows which dictionaries and vocabularies scorers find, and where to get the others.",
        discussion: "They belong to others and are not part of Touchstone; docs/decisions/0002-dictionaries-and-vocabularies.md says more.")

    @Flag(help: "Writes JSON.")
    var json = false

    func run() throws {
        let folder = DictionaryFolder.standard
        let rows = DictionaryFolder.File.allCases.map { file in (file: file, isFound: folder.bytes(of: file) != nil) }
        guard !json else {
            let files = rows.map { row -> JSONValue in
                [
                    "file": .string(row.file.rawValue), "found": .bool(row.isFound), "needed_for": .string(row.file.neededFor),
                    "origin": .string(row.file.origin),
                ]
            }
            return try StandardOutput.write(
                JSONValue.object(["folder": .string(folder.path), "files": .array(files)]).text(.init(indentation: 2)) + "\n")
        }
        var lines = ["folder \(folder.path) (TOUCHSTONE_DATA names another)", ""]
        for row in rows {
            lines.append("\(row.isFound ? "found  " : "absent ") \(row.file.rawValue.padded(to: 22)) \(row.file.neededFor)")
            if !row.isFound { lines.append("        get it: \(row.file.origin)") }
        }
        try StandardOutput.write(lines.joined(separator: "\n") + "\n")
    }
}

extension DictionaryFolder.File {
    /// What needs the file.
    fileprivate var neededFor: String {
        switch self {
        case .pronunciations, .hyphenation: "syllables of the readability indices; without it they are counted by rule"
        case .familiarWords: "Dale-Chall and Spache"
        case .cl100kBase: "token_count (encoding cl100k_base, MLflow's)"
        case .o200kBase: "token_count (encoding o200k_base)"
        }
    }

    /// How to get the file.
    fileprivate var origin: String {
        switch self {
        case .pronunciations: "python -m nltk.downloader -d FOLDER cmudict, then unzip"
        case .hyphenation: "apt install hyphen-en-us (found where Debian puts it)"
        case .familiarWords: "from the PyPI package textstat: textstat/resources/en/easy_words.txt"
        case .cl100kBase: "https://openaipublic.blob.core.windows.net/encodings/cl100k_base.tiktoken"
        case .o200kBase: "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"
        }
    }
}
