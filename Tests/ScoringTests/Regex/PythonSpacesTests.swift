import Scoring
import Testing

@Suite struct PythonSpacesTests {
    /// What Python's `\s` matches, all of it below U+3100.
    private static let spaces: Set<UInt32> = [
        0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005,
        0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
    ]
    private static let scalars = (Array(0x00..<0x3100) + [0xD7FF, 0xE000, 0xFEFF, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF]).compactMap(
        Unicode.Scalar.init)

    private func matched(_ source: String, _ options: PatternOptions = []) throws -> Set<UInt32> {
        let pattern = try Pattern(source, options: options)
        return Set(try Self.scalars.filter { try pattern.matches(String(Character($0))) }.map(\.value))
    }

    @Test(arguments: [#"\s"#, #"[\s]"#, #"[^\S]"#, #"(?:\s)"#, #"[\s\u0020]"#, #"(?x) # [ a comment\#n \s"#])
    func `white space is Python's`(source: String) throws {
        #expect(try matched(source) == Self.spaces)
    }

    @Test(arguments: [#"\S"#, #"[\S]"#, #"[^\s]"#, #"(?i)[\S]"#])
    func `anything else is Python's`(source: String) throws {
        let all = Set(Self.scalars.map(\.value))
        #expect(try matched(source) == all.subtracting(Self.spaces))
    }

    @Test func `hyphens and brackets beside the escape mean what they did`() throws {
        for source in [#"[-x\s]"#, #"[x\s-]"#] { #expect(try matched(source) == Self.spaces.union([0x2D, 0x78])) }
        for source in [#"[\s-x]"#, #"[x-\s]"#] { #expect(throws: ScorerArgumentError.self) { try Pattern(source) } }
        #expect(try matched(#"[]\s]"#) == Self.spaces.union([0x5D]))
        #expect(try matched(#"[[:digit:]\s]"#).isSuperset(of: Self.spaces.union(0x30...0x39)))
        #expect(try matched(#"[[\s]"#) == Self.spaces.union([0x5B]))
    }

    @Test func `escaped backslashes, quoted text and comments are left alone`() throws {
        #expect(try Pattern(#"\\s"#).matches(#"\s"#))
        #expect(try !Pattern(#"\\s"#).matches(" "))
        #expect(try Pattern(#"\Q\s[\E\s"#).matches("\\s[\u{1C}"))
        #expect(try Pattern(#"(?#[)\s"#).matches("\u{1F}"))
        #expect(try Pattern(#"a # [\#n\s"#, options: .extended).matches("a\u{1F}"))
        #expect(try Pattern(#"a#[ ]\s"#).matches("a# \u{1F}"))
    }

    @Test func `errors are told at their place in the pattern as written`() {
        #expect { try Pattern(#"\s\s("#) } throws: { "\($0)".contains("is wrong at character 5") }
    }

    @Test func `ECMAScript's patterns keep their own`() throws {
        #expect(try !Pattern(#"\s"#, options: .endMeansEnd).matches("\u{1C}"))
    }
}
