import Testing

@testable import Tracking

@Suite struct ArtifactPathTests {
    @Test(arguments: [
        "..", "../a", "a/../b", "a/..", "./../a", "/a", "/", "//a", "%2e%2e/a", "%252e%252e%252fa", "a/%2E%2E/%2e%2e", "%2Fetc/passwd",
        "a\\b", "..\\a", "a%5cb", "%255c", "C:\\a", "C:/a", "c:a", "c%3A/a", "file:///etc/passwd", "FILE:/a", "fIle:a", "%66ile:/a", "a#b",
        "a%23b", "a\0b", "a%00b", "a%2500b", "a\nb", "a%0d%0ab", "a/\u{7F}",
    ])
    func `paths that lead out, or might, are refused`(_ path: String) {
        #expect(ArtifactPath(path) == nil)
    }

    @Test func `segments may be as long as file systems take`() {
        #expect(ArtifactPath(String(repeating: "a", count: 255)) != nil)
        #expect(ArtifactPath(String(repeating: "a", count: 256)) == nil)
        #expect(ArtifactPath(String(repeating: "a/", count: 2049)) == nil)
    }

    @Test(arguments: [
        ("", ""), (".", ""), ("a", "a"), ("a/", "a"), ("a//b", "a/b"), ("./a/./b", "a/b"), ("a b/ü.txt", "a b/ü.txt"),
        ("..a/b..", "..a/b.."),
        ("100%", "100%"), ("a%20b", "a%20b"), ("x;y", "x;y"), ("...", "..."),
    ])
    func `harmless paths are tidied`(_ path: String, _ tidy: String) {
        #expect(ArtifactPath(path)?.text == tidy)
    }

    @Test func `a slash parts segments, also before a combining character`() throws {
        let path = try #require(ArtifactPath("a/\u{301}b//\u{FF9E}"))
        #expect(path.segments.map { Array($0.utf8) } == ["a", "\u{301}b", "\u{FF9E}"].map { Array($0.utf8) })
        #expect(path.name.unicodeScalars.elementsEqual("\u{FF9E}".unicodeScalars))
        let root = "/srv/\u{E9}"
        #expect(ArtifactFolder(path: root + "/\u{301}x", recordedPath: nil).isWithin(root))
        #expect(!ArtifactFolder(path: "/srv/e\u{301}/x", recordedPath: nil).isWithin(root))
        #expect(!ArtifactFolder(path: root + "/../\u{301}x", recordedPath: nil).isWithin(root))
    }

    @Test(arguments: [
        ("mlflow-artifacts:/2/abc/artifacts", ArtifactLocation.store(ArtifactPath("2/abc/artifacts") ?? .root)),
        ("mlflow-artifacts:///2", .store(ArtifactPath("2") ?? .root)), ("mlflow-artifacts:/", .store(.root)),
        ("mlflow-artifacts://host/2", .elsewhere), ("mlflow-artifacts:/../2", .elsewhere), ("MLFLOW-ARTIFACTS:/%2e%2e/2", .elsewhere),
        ("file:///tmp/a%20b", .folder("/tmp/a b")), ("file:/tmp/a", .folder("/tmp/a")), ("FILE://localhost/tmp", .folder("/tmp")),
        ("file://host/tmp", .elsewhere), ("/srv/runs", .folder("/srv/runs")), ("s3://bucket/a", .elsewhere),
        ("runs/a:b", .folder("runs/a:b")),
    ])
    func `where a URI leads`(_ uri: String, _ location: ArtifactLocation) {
        #expect(ArtifactLocation(uri) == location)
    }
}
