import Testing

@testable import Server

@Suite struct ByteRangeTests {
    @Test(arguments: [
        ("bytes=0-4", ByteRange.part(first: 0, last: 4)), ("bytes=5-", .part(first: 5, last: 9)), ("bytes=-3", .part(first: 7, last: 9)),
        ("bytes=-30", .part(first: 0, last: 9)), ("bytes=8-100", .part(first: 8, last: 9)), ("Bytes=1-1", .part(first: 1, last: 1)),
        ("bytes=9-99999999999999999999", .part(first: 9, last: 9)), ("bytes=10-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
        ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=5-2", .whole), ("bytes=0-1,3-4", .whole), ("bytes=-", .whole),
        ("bytes=a-b", .whole), ("lines=0-1", .whole), ("bytes=", .whole), ("bytes=--1", .whole),
    ])
    func `a range of ten bytes`(_ header: String, _ expected: ByteRange) {
        #expect(ByteRange(header: header, byteCount: 10) == expected)
    }

    @Test func `nothing of an empty file can be had by range`() {
        #expect(ByteRange(header: "bytes=0-", byteCount: 0) == .unsatisfiable)
        #expect(ByteRange(header: "bytes=-5", byteCount: 0) == .unsatisfiable)
        #expect(ByteRange(header: nil, byteCount: 0) == .whole)
    }

    @Test(arguments: [
        ("a.py", "text/plain"), ("MLmodel", "text/plain"), ("conda.yaml", "text/plain"), ("a.JSON", "text/plain"), ("p.png", "image/png"),
        ("x.html", "text/html"), ("x.svg", "image/svg+xml"), ("m.pkl", "application/octet-stream"), ("none", "application/octet-stream"),
        ("x.tar.gz", "application/x-tar"), ("x.gz", "application/octet-stream"),
    ])
    func `types are guessed by name`(_ name: String, _ type: String) {
        #expect(MediaTypeGuess.type(of: name) == type)
    }

    @Test func `names of attachments cannot break out of their header`() {
        #expect(ArtifactDownload.disposition("a b.txt") == "attachment; filename=\"a b.txt\"")
        #expect(ArtifactDownload.disposition("a\"\r\n.txt") == "attachment; filename=\"a___.txt\"; filename*=UTF-8''a%22%0D%0A%2Etxt")
        #expect(ArtifactDownload.disposition("é") == "attachment; filename=\"__\"; filename*=UTF-8''%C3%A9")
    }
}
