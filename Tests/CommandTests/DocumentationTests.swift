import Foundation
import Testing
import TouchstoneJSON

@Suite struct DocumentationTests {
    private let command: Command

    init() throws { command = try Command() }

    @Test func `the reference of scorers is what the program writes`() async throws {
        let written = try await command.run("scorers", "--markdown").output
        #expect(
            try DocumentationPage("docs/scorers.md").text == written, "touchstone scorers --markdown > docs/scorers.md")
    }

    @Test func `every command is in the README`() async throws {
        let help = try await command.run("--help").output
        let list = try #require(help.components(separatedBy: "SUBCOMMANDS:\n").last)
        let names = list.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.contains("'") }
            .compactMap { $0.split(separator: " ").first }
        #expect(names.count > 5)
        let readme = try DocumentationPage("README.md").text
        for name in names { #expect(readme.contains("`touchstone \(name)"), "\(name)") }
    }

    @Test func `every key of a specification is on its page`() async throws {
        let scorers = try await command.run("scorers", "--json").json.arrayValue ?? []
        let names = Set(scorers.compactMap { $0["name"]?.stringValue })
        let keys = Self.keys(of: try await command.run("eval", "--schema").json, except: names)
        #expect(keys.count > 40)
        let page = try DocumentationPage("docs/specification.md").text
        for key in keys.sorted() { #expect(page.contains("`\(key)`"), "\(key)") }
    }

    private static func keys(of schema: JSONValue, except names: Set<String>) -> Set<String> {
        var keys: Set<String> = []
        for member in schema["properties"]?.objectValue ?? [:] where !names.contains(member.key) {
            keys.insert(member.key)
            keys.formUnion(Self.keys(of: member.value, except: names))
        }
        let parts = (schema["anyOf"]?.arrayValue ?? []) + [schema["items"]].compactMap { $0 }
        return parts.reduce(keys) { $0.union(Self.keys(of: $1, except: names)) }
    }

    @Test func `specifications in the pages can be run`() async throws {
        try command.writeDocumentedFiles()
        for page in try DocumentationPage.all() {
            for (index, block) in page.blocks("yaml").enumerated() {
                try command.write("page.yaml", block)
                let outcome = try await command.run("eval", "page.yaml", "--dry-run", environment: ["SCORER_KEY": "example"])
                #expect(outcome.status == 0, "\(page), block \(index + 1): \(outcome.errors)")
            }
        }
    }

    @Test func `the README shows what its five lines print`() async throws {
        try command.writeDocumentedFiles()
        let readme = try DocumentationPage("README.md")
        try command.write("five.yaml", try #require(readme.blocks("yaml").first))
        let outcome = try await command.run("eval", "five.yaml")
        #expect(outcome.status == 0)
        let printed = Set(outcome.output.components(separatedBy: "\n"))
        for line in try #require(readme.blocks("text").first).components(separatedBy: "\n") {
            let isPrinted = printed.contains(line)
            #expect(isPrinted, "\(line)")
        }
    }

    @Test func `the page about statistics shows what its commands print`() async throws {
        let answers = try DocumentationPage("Examples/stats/answers.csv").text
        try command.write("answers.csv", answers)
        let blocks = try DocumentationPage("docs/stats.md").blocks("text")
        #expect(blocks.count > 5)
        for block in blocks {
            let lines = block.split(separator: "\n", maxSplits: 1)
            let line = try #require(lines.first?.dropFirst("$ touchstone ".count))
            let outcome = try await command.start(line.split(separator: " ").map(String.init)).end()
            #expect(outcome.output == String(lines[1]), "\(line)")
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
    func `the scorer in Python scores`() async throws {
        try command.writeDocumentedFiles()
        let page = try DocumentationPage("docs/custom-scorers.md")
        try command.write("capital.py", try #require(page.blocks("python").first))
        try command.write("own.yaml", try #require(page.blocks("yaml").first))
        let outcome = try await command.run("eval", "own.yaml")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("begins_with_capital/mean"))
    }

    @Test func `the page about Swift shows the example that is built`() throws {
        let example = try DocumentationPage("Examples/SwiftTesting/Tests/SupportTests/SupportTests.swift").text
        let shown = try #require(example.components(separatedBy: "\n\n@Suite").last)
        #expect(try DocumentationPage("docs/library.md").text.contains(shown))
    }

    @Test func `links lead somewhere`() throws {
        for page in try DocumentationPage.all() {
            for link in page.links { #expect(FileManager.default.fileExists(atPath: link), "\(page): \(link)") }
        }
    }
}
