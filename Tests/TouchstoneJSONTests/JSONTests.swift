import Testing
import TouchstoneJSON

@Suite struct JSONTests {
    @Test(arguments: [
        "null", "true", "[]", "{}", "[1,-2,3.5,1e+20]", #"{"b":1,"a":[{"c":null}]}"#, #""é\n\u0001\"\\""#, "-0.0", "9223372036854775807",
    ])
    func `what is written reads back`(text: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(value.text() == text)
        #expect(try JSONValue(parsing: value.text(.init(indentation: 2))) == value)
    }

    @Test(arguments: [
        ("", 1, 1), ("{\"a\":1,}", 1, 8), ("[1\n,x]", 2, 2), ("01", 1, 1), ("\"a", 1, 1), ("1 2", 1, 3), ("NaN", 1, 1), ("[1", 1, 3),
        ("\u{FEFF}1", 1, 1),
    ])
    func `errors name line and column`(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONParseError.self) { try JSONValue(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test(arguments: [
        "{}", " {\"a\": [1, {\"b\": null}], \"c\": \"\\u00e9\\n\"} ", "[{}]", "1", "", "{", "{\"a\":1,}", "{\"a\":1 \"b\":2}", "{\"a\" 1}",
        "{a:1}",
        "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"", "{\"a\":\"\n\"}", "{\"a\":01}", "{\"a\":[1,]}", "{\"a\":NaN}", "{} {}",
        "{\"a\":\"é\"}",
    ])
    func `a text is known to be an object without being read`(text: String) {
        #expect(JSONParser().isObject(Array(text.utf8)) == ((try? JSONValue(parsing: text))?.objectValue != nil))
    }

    @Test func `an object with invalid UTF-8 or endless nesting is none`() {
        let start = Array("{\"a\":\"".utf8)
        #expect(!JSONParser().isObject(start + [0xFF] + Array("\"}".utf8)))
        #expect(!JSONParser().isObject(start + [0xC3] + Array("\\n\"}".utf8)))
        #expect(!JSONParser().isObject(Array(String(repeating: "{\"a\":", count: 100_000).utf8)))
    }

    @Test func `escapes and surrogates`() throws {
        #expect(try JSONValue(parsing: #""\ud83d\ude00\/\b""#) == "😀/\u{8}")
        #expect(try JSONValue(parsing: #""\ud83dx""#) == "\u{FFFD}x")
    }

    @Test func `invalid UTF-8 is refused`() {
        #expect(throws: JSONParseError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func `deep nesting is refused, not crashed on`() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONParseError.self) { try JSONValue(parsing: text) }
    }

    @Test func `non-finite numbers are read only on request`() throws {
        let parser = JSONParser(options: .init(allowsNonFinite: true))
        #expect(try parser.parse("[NaN,-Infinity]")[1]?.doubleValue == -.infinity)
        #expect(JSONValue.number(.nan).text() == "null")
    }

    @Test func `a repeated name keeps its first place and last value`() throws {
        let value = try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#)
        #expect(value.text() == #"{"a":3,"b":2}"#)
    }

    @Test func `large objects are indexed and equality ignores order`() throws {
        let pairs = (0..<100).map { ("k\($0)", JSONValue.integer(Int64($0))) }
        var object = JSONObject(pairs)
        #expect(object == JSONObject(pairs.reversed()))
        #expect(object["k57"] == 57)
        object["k0"] = nil
        #expect(object["k99"] == 99 && object.count == 99)
    }

    @Test func `keys sort by bytes for digests`() {
        let value: JSONValue = ["b": 1, "a": 2]
        #expect(value.text(.init(sortsKeys: true)) == #"{"a":2,"b":1}"#)
    }
}
