import Scoring
import Testing
import TouchstoneJSON

@Suite struct JSONSchemaTests {
    /// Schema, a value that fits, a value that does not, and the rule it breaks.
    static let cases: [(String, String, String, String)] = [
        (#"{"type":"integer"}"#, "1.0", "1.5", "type"),
        (#"{"type":["string","null"]}"#, "null", "1", "type"),
        (#"{"enum":[1,"a",{"b":[2]}]}"#, #"{"b":[2.0]}"#, #""b""#, "enum"),
        (#"{"const":1}"#, "1.0", "true", "const"),
        (#"{"minimum":0,"maximum":10}"#, "10", "-0.5", "minimum"),
        (#"{"exclusiveMaximum":10}"#, "9.99", "10", "exclusiveMaximum"),
        (#"{"multipleOf":0.01}"#, "19.99", "19.995", "multipleOf"),
        (#"{"minLength":2,"maxLength":3}"#, #""😀é""#, #""a""#, "minLength"),
        (#"{"pattern":"^a+$"}"#, #""aa""#, #""aa\n""#, "pattern"),
        (#"{"format":"date"}"#, #""2024-02-29""#, #""2023-02-29""#, "format"),
        (#"{"format":"date-time"}"#, #""2024-02-29T12:00:00.5+01:00""#, #""2024-02-29 12:00""#, "format"),
        (#"{"format":"email"}"#, #""a.b@c.org""#, #""a..b@c.org""#, "format"),
        (#"{"format":"ipv6"}"#, #""::ffff:1.2.3.4""#, #""1::2::3""#, "format"),
        (#"{"format":"uri"}"#, #""https://a.b/c?d=%20#e""#, #""//a b""#, "format"),
        (#"{"format":"uuid"}"#, #""123e4567-e89b-12d3-a456-426614174000""#, #""123e4567""#, "format"),
        (#"{"format":"duration"}"#, #""P1DT2H""#, #""P""#, "format"),
        (#"{"format":"regex"}"#, #""a(b)""#, #""a(b""#, "format"),
        (#"{"required":["a"]}"#, #"{"a":null}"#, #"{"b":1}"#, "required"),
        (#"{"properties":{"a":{"type":"string"}}}"#, #"{"b":1}"#, #"{"a":1}"#, "type"),
        (
            #"{"properties":{"a":true},"patternProperties":{"^x":{"type":"number"}},"additionalProperties":false}"#, #"{"a":1,"xy":2}"#,
            #"{"y":1}"#, "additionalProperties"
        ),
        (#"{"propertyNames":{"maxLength":1}}"#, #"{"a":1}"#, #"{"ab":1}"#, "propertyNames"),
        (#"{"minProperties":1,"maxProperties":2}"#, #"{"a":1}"#, "{}", "minProperties"),
        (#"{"dependentRequired":{"a":["b"]}}"#, #"{"b":1}"#, #"{"a":1}"#, "dependentRequired"),
        (#"{"dependentSchemas":{"a":{"required":["c"]}}}"#, #"{"a":1,"c":1}"#, #"{"a":1}"#, "required"),
        (#"{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}"#, #"["a",1,2]"#, #"["a","b"]"#, "type"),
        (#"{"items":[{"type":"string"}],"additionalItems":false}"#, #"["a"]"#, #"["a","b"]"#, "additionalItems"),
        (#"{"contains":{"const":1},"minContains":2,"maxContains":3}"#, "[1,1,2]", "[1,2]", "contains"),
        (#"{"uniqueItems":true}"#, #"[1,"1",[1]]"#, "[1,1.0]", "uniqueItems"),
        (#"{"minItems":1,"maxItems":2}"#, "[1]", "[1,2,3]", "maxItems"),
        (#"{"allOf":[{"minimum":1},{"maximum":2}]}"#, "1.5", "3", "maximum"),
        (#"{"anyOf":[{"type":"string"},{"minimum":5}]}"#, "7", "3", "anyOf"),
        (#"{"oneOf":[{"multipleOf":3},{"multipleOf":5}]}"#, "9", "15", "oneOf"),
        (#"{"not":{"type":"string"}}"#, "1", #""a""#, "not"),
        (
            #"{"if":{"properties":{"k":{"const":"a"}}},"then":{"required":["x"]},"else":{"required":["y"]}}"#, #"{"k":"a","x":1}"#,
            #"{"k":"b","x":1}"#, "required"
        ),
        (
            ##"{"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}},"additionalProperties":false}}}"##,
            #"{"next":{"next":{}}}"#, #"{"next":{"n":1}}"#, "additionalProperties"
        ),
        (#"{"$id":"https://e.org/s","$ref":"https://e.org/s#pos","$defs":{"a/b":{"$anchor":"pos","minimum":1}}}"#, "1", "0", "minimum"),
        (#"{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}"#, #"{"a":1}"#, #"{"b":1}"#, "false"),
        (#"{"prefixItems":[true],"contains":{"const":5},"unevaluatedItems":false}"#, "[1,5]", "[1,5,6]", "false"),
        ("false", "1", "1", "false"),
    ]

    @Test(arguments: cases)
    func `values that fit pass, others break the named rule`(schema: String, fitting: String, breaking: String, rule: String) throws {
        let compiled = try JSONSchema(JSONValue(parsing: schema))
        if rule != "false" || schema != "false" { #expect(try compiled.violations(of: JSONValue(parsing: fitting)).isEmpty) }
        #expect(try compiled.violations(of: JSONValue(parsing: breaking)).map(\.rule).contains(rule))
    }

    @Test(arguments: [
        (#"{"properties":{"a":{"$ref":"other.json"}}}"#, "at /properties/a: the reference \"other.json\" leads to nothing"),
        (##"{"$ref":"#/$defs/none"}"##, "leads to nothing in this document"),
        (#"{"minimun":1}"#, "the keyword \"minimun\" is not supported; did you mean \"minimum\"?"),
        (#"{"items":{"pattern":"("}}"#, "at /items: the pattern \"(\" is wrong at character 1"),
        (#"{"type":"int"}"#, "there is no type \"int\""),
        (#"{"format":"dat"}"#, "the format \"dat\" is not known"),
        (#"{"multipleOf":0}"#, "greater than 0"), (#"{"minLength":-1}"#, "whole number"), (#"{"allOf":[]}"#, "list of schemas"),
        ("1", "object or a boolean"),
    ])
    func `a wrong schema is refused with its place`(schema: String, sentence: String) {
        #expect { try JSONSchema(JSONValue(parsing: schema)) } throws: { "\($0)".contains(sentence) }
    }

    @Test(arguments: [
        ##"{"$ref":"#"}"##, ##"{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}"##, ##"{"properties":{"a":{"$ref":"#"}},"allOf":[{"$ref":"#"}]}"##,
    ])
    func `endless recursion is refused, not crashed on`(schema: String) throws {
        let compiled = try JSONSchema(JSONValue(parsing: schema))
        #expect { try compiled.violations(of: ["a": 1]) } throws: { "\($0)".contains("recurses more than") }
    }

    @Test func `exponential schemas are refused`() throws {
        var definitions = JSONObject()
        for level in 0..<40 {
            let next: JSONValue = ["$ref": .string("#/$defs/d\(level + 1)")]
            definitions["d\(level)"] = ["oneOf": [next, next]]
        }
        definitions["d40"] = true
        let compiled = try JSONSchema(["$ref": "#/$defs/d0", "$defs": .object(definitions)])
        #expect { try compiled.violations(of: 1) } throws: { "\($0)".contains("steps") }
    }

    @Test func `the rationale names pointer and rule`() throws {
        let schema: JSONObject = ["schema": ["properties": ["a/b": ["items": ["minimum": 0]]]]]
        let scorer = try #require(try ScorerCatalogue.standard.scorer("json_schema", schema) as? FunctionScorer)
        let score = try #require(try scorer.score(Sample(["outputs": #"{"a/b":[1,-1]}"#])).first)
        #expect(score.value == .bool(false))
        #expect(score.rationale == "/a~1b/1 should be at least 0.0, but is -1.0 (minimum)")
        #expect(try scorer.score(Sample(["outputs": "{"])).first?.rationale?.contains("not JSON: line 1") == true)
    }

    @Test func `large and deep answers are checked`() throws {
        let schema = try JSONSchema(["items": ["type": "integer"], "uniqueItems": true])
        #expect(try schema.violations(of: .array((0..<50_000).map { JSONValue.integer($0) })).isEmpty)
        let wrong = JSONValue.array(Array(repeating: "x", count: 50_000))
        #expect(try schema.violations(of: wrong).count == 10)
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        let recursive = try JSONSchema(["$ref": "#/$defs/a", "$defs": ["a": ["type": "array", "items": ["$ref": "#/$defs/a"]]]])
        #expect(throws: ScoringError.self) { try recursive.violations(of: JSONValue(parsing: deep)) }
    }
}
