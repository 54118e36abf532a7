import Foundation

/// A page of the project's documentation.
struct DocumentationPage: CustomStringConvertible {
    /// The project's folder.
    static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL

    /// Its path from the project's folder.
    let description: String
    /// Its Markdown.
    let text: String

    /// Reads a page.
    init(_ path: String) throws {
        description = path
        text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    /// All pages for users.
    static func all() throws -> [DocumentationPage] {
        let docs = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: "docs").path)
        let paths = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
        return try paths.map(DocumentationPage.init)
    }

    /// The blocks of code in a language.
    func blocks(_ language: String) -> [String] {
        text.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first.map { $0 + "\n" }
        }
    }

    /// Where its links to other files of the project lead, as paths.
    var links: [String] {
        text.components(separatedBy: "](").dropFirst().compactMap { rest in
            guard let target = rest.split(separator: ")", maxSplits: 1).first, !target.contains("://"), !target.hasPrefix("#") else {
                return nil
            }
            let path = target.split(separator: "#", maxSplits: 1).first ?? ""
            return Self.root.appending(path: description).deletingLastPathComponent().appending(path: String(path)).standardizedFileURL.path
        }
    }
}

extension Command {
    /// Puts the rows that the snippets of the documentation are about into the folder, and the files that they name.
    func writeDocumentedFiles() throws {
        let rows = DocumentationPage.root.appending(path: "Examples/demo/support.jsonl")
        try write("support.jsonl", String(contentsOf: rows, encoding: .utf8))
        try write("prompt.txt", "{{question}}")
        for file in ["documents.jsonl", "questions.jsonl"] {
            let rows = DocumentationPage.root.appending(path: "Examples/retrieval/" + file)
            try write(file, String(contentsOf: rows, encoding: .utf8))
        }
        try write("examples.jsonl", #"{"question": "What colour is the sky?", "answer": "blue"}"#)
    }
}
