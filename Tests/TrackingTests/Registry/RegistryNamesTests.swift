import Testing

@testable import Tracking

@Suite struct RegistryNamesTests {
    @Test(arguments: [
        "m", "my model", "a.b-c_d", "ü", "...x".replacing("...", with: "x."), "n%20", "#;'\"", String(repeating: "n", count: 300),
    ])
    func `ordinary names are taken`(_ name: String) throws {
        try RegistryNames.check(model: name)
    }

    @Test(arguments: ["", " ", "\t", "a/b", "a:b", "..", ".", "..x", "../x", "a\u{0}b"])
    func `names that could be paths or nothing are refused`(_ name: String) {
        #expect(throws: RegistryError.self) { try RegistryNames.check(model: name) }
    }

    @Test(arguments: [
        ("a b.c-d_e:f/g", "v", true), ("a//b", "v", false), ("..", "v", false), ("", "v", false), ("a$b", "v", false), ("/a", "v", false),
        ("a/", "v", false), ("a/../b", "v", false), ("..a", "v", false),
        ("a//\u{E33}b", "v", false), ("./\u{FF9E}", "v", false), ("a/../\u{FF9E}", "v", false), ("a/\u{FF9E}", "v", true),
        (String(repeating: "k", count: 250), "v", true),
        (String(repeating: "k", count: 251), "v", false), (String(repeating: "ü", count: 250), "v", true),
        ("k", String(repeating: "ü", count: 100_000), true), ("k", String(repeating: "v", count: 100_001), false),
    ])
    func `tags keep to the grammar of keys and to their lengths`(_ key: String, _ value: String, _ isTaken: Bool) {
        let taken = (try? RegistryNames.check(tag: NamedText(key, value))) != nil
        #expect(taken == isTaken)
    }

    @Test(arguments: [
        ("champion", true), ("a-b_1", true), ("äö", true), ("latest", false), ("LATEST", false), ("v1", false), ("V12", false),
        ("v1a", true),
        ("v", true), ("a b", false), ("a.b", false), (String(repeating: "a", count: 255), true),
        (String(repeating: "a", count: 256), false),
    ])
    func `aliases are words, and none that means something else`(_ alias: String, _ isTaken: Bool) {
        #expect(((try? RegistryNames.check(newAlias: alias)) != nil) == isTaken)
    }
}
