import Foundation
import Testing

@testable import Tracking

@Suite struct ArtifactFolderTests {
    private let temporary: TemporaryFolder
    private let folder: ArtifactFolder

    init() throws {
        temporary = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: temporary.file("root/sub"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: temporary.file("outside"), withIntermediateDirectories: true)
        try Data("secret".utf8).write(to: URL(fileURLWithPath: temporary.file("outside/secret.txt")))
        try Data("hello".utf8).write(to: URL(fileURLWithPath: temporary.file("root/sub/a.txt")))
        try FileManager.default.createSymbolicLink(atPath: temporary.file("root/way"), withDestinationPath: temporary.file("outside"))
        try FileManager.default.createSymbolicLink(
            atPath: temporary.file("root/file"), withDestinationPath: temporary.file("outside/secret.txt"))
        folder = ArtifactFolder(path: temporary.file("root"), recordedPath: .root)
    }

    private func path(_ text: String) throws -> ArtifactPath { try #require(ArtifactPath(text)) }

    @Test func `links are neither listed, read, written over nor followed`() throws {
        #expect(try folder.entries(in: .root) == [ArtifactEntry(name: "sub", byteCount: nil)])
        for name in ["way/secret.txt", "file", "way"] {
            #expect(throws: ArtifactError.invalidPath) { try folder.open(try path(name)) }
        }
        #expect(throws: ArtifactError.invalidPath) { try folder.entries(in: try path("way")) }
        let writer = try folder.write(try path("way/new.txt"))
        try writer.write(Array("x".utf8))
        #expect(throws: ArtifactError.invalidPath) { try writer.finish() }
        try folder.remove(try path("way"))
        #expect(FileManager.default.fileExists(atPath: temporary.file("outside/secret.txt")))
        #expect(!FileManager.default.fileExists(atPath: temporary.file("outside/new.txt")))
    }

    @Test func `a file shows when it is whole, and what it was gathered in never`() throws {
        let writer = try folder.write(try path("deep/er/b.bin"))
        try writer.write([1, 2, 3])
        #expect(try folder.entries(in: .root).map(\.name) == ["sub"])
        #expect(throws: ArtifactError.invalidPath) { try folder.entries(in: try path(".uploads")) }
        let written = try writer.finish()
        #expect(written.byteCount == 3)
        #expect(try folder.entries(in: try path("deep/er")) == [ArtifactEntry(name: "b.bin", byteCount: 3)])
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.file("root/.uploads")).isEmpty)
    }

    @Test func `what is no file or no folder is said`() throws {
        #expect(try folder.entries(in: try path("sub/a.txt")) == [])
        #expect(try folder.entries(in: try path("none/at/all")) == [])
        #expect(throws: ArtifactError.isFolder(path: "sub")) { try folder.open(try path("sub")) }
        #expect(throws: ArtifactError.missing(path: "sub/a.txt/b")) { try folder.open(try path("sub/a.txt/b")) }
        let over = try folder.write(try path("sub"))
        #expect(throws: ArtifactError.isFolder(path: "sub")) { try over.finish() }
        let below = try folder.write(try path("sub/a.txt/b"))
        #expect(throws: ArtifactError.isFile(path: "a.txt")) { try below.finish() }
    }

    @Test func `removing takes everything below, and is said when there is nothing`() throws {
        try folder.remove(try path("sub"))
        #expect(!FileManager.default.fileExists(atPath: temporary.file("root/sub")))
        #expect(throws: ArtifactError.missing(path: "sub")) { try folder.remove(try path("sub")) }
        #expect(throws: ArtifactError.invalidPath) { try folder.remove(.root) }
    }

    @Test func `parts become one file, in order, once`() throws {
        let target = try path("big.bin")
        let upload = try folder.beginUpload(of: target)
        var tags: [(number: Int64, tag: String)] = []
        for (number, bytes) in [(Int64(2), [UInt8(3), 4]), (1, [1, 2])] {
            let (tag, writer) = try folder.writePart(number, of: upload)
            try writer.write(bytes)
            try writer.finish()
            tags.insert((number, tag), at: 0)
        }
        #expect(throws: ArtifactError.self) { try folder.completeUpload(upload, of: try path("other.bin"), parts: tags) }
        #expect(throws: ArtifactError.self) { try folder.completeUpload(upload, of: target, parts: tags.reversed()) }
        #expect(throws: ArtifactError.self) { try folder.completeUpload(upload, of: target, parts: [(1, "../../sub/a.txt")]) }
        #expect(try folder.completeUpload(upload, of: target, parts: tags).byteCount == 4)
        #expect(try Data(contentsOf: URL(fileURLWithPath: temporary.file("root/big.bin"))) == Data([1, 2, 3, 4]))
        #expect(throws: ArtifactError.self) { try folder.completeUpload(upload, of: target, parts: tags) }
        #expect(throws: ArtifactError.self) { try folder.writePart(1, of: "../../../outside/aaaaaaaaaaaaaa") }
    }
}
