import Testing
import TouchstoneJSON

@testable import Server

@Suite struct FieldsTests {
    private func number(_ value: JSONValue, isQuery: Bool = false) -> Double? {
        do { return try Fields(["a": value], isQuery: isQuery).number("a") } catch { return nil }
    }

    private func integer(_ value: JSONValue) -> Int64? { do { return try Fields(["a": value]).integer("a") } catch { return nil } }

    @Test(arguments: [
        ("0.5", 0.5), ("1", 1), ("-3", -3), ("1e-05", 1e-05), ("1e+05", 1e5), ("1E5", 1e5), ("-0", 0), ("9223372036854775808", 0x1p63),
        ("Infinity", Double.infinity), ("-Infinity", -Double.infinity),
    ])
    func `a text may write a number`(text: String, expected: Double) {
        #expect(number(.string(text)) == expected)
        #expect(number(.string(text), isQuery: true) == expected)
    }

    @Test(arguments: [
        "nan", "inf", "infinity", "+Infinity", " 1", "1 ", "0x10", "1_0", "", "1e", ".", "-", "+1", "1,5", "1e400", "1.5.2", "é", "١",
        "[1]",
        "true",
    ])
    func `other texts are no numbers`(text: String) {
        #expect(number(.string(text)) == nil)
        #expect(number(.string(text), isQuery: true) == nil)
        let error = #expect(throws: MLflowError.self) { try Fields(["a": .string(text)]).number("a") }
        #expect(error?.message == "Invalid value \(JSONValue.string(text).text()) for parameter 'a' supplied. It must be a number.")
    }

    @Test func `a text may write what is no number in JSON's words`() { #expect(number("NaN")?.isNaN == true) }

    @Test(
        arguments: [
            ("5", 5), ("-5", -5), ("1e+05", 100_000), ("1.7e+12", 1_700_000_000_000), ("5.0", 5), ("9223372036854775807", Int64.max),
            ("-9223372036854775808", .min), (5.0, 5), (1e5, 100_000), (7, 7),
        ] as [(JSONValue, Int64)])
    func `whole numbers may be written with a fraction or exponent`(value: JSONValue, expected: Int64) {
        #expect(integer(value) == expected)
    }

    @Test(
        arguments: [
            "5.5", "1e-1", "9223372036854775808", "1e19", "1e400", "", " 5", "0x10", "NaN", "Infinity", 5.5, 1e19, true, [1],
        ] as [JSONValue])
    func `what is no whole number of 64 bits is refused`(value: JSONValue) { #expect(integer(value) == nil) }

    @Test func `one field in two spellings is refused by its bare names, also within messages`() throws {
        let refusal = MLflowError.invalid("Request specifies both 'max_results' and 'maxResults'; provide only one of them.")
        let fields: JSONObject = ["max_results": 1, "maxResults": 1]
        #expect(throws: refusal) { try Fields(fields).integer("max_results") }
        #expect(throws: refusal) { try Fields(["a": [.object(fields)]]).messages("a")[0].integer("max_results") }
        #expect(throws: refusal) { try Fields(["a": .object(fields)]).message("a")?.integer("max_results") }
    }

    @Test func `a list with something else than texts is shown whole`() {
        let error = #expect(throws: MLflowError.self) { try Fields(["order_by": ["a", 5]]).texts("order_by") }
        #expect(error?.message == "Invalid value [\"a\",5] for parameter 'order_by' supplied. It must be a list of strings.")
    }

    @Test func `a list that is empty is there, a null is not`() throws {
        #expect(throws: Never.self) { try Fields(["a": []]).require("a") }
        for fields in [[:], ["a": .null]] as [JSONObject] {
            #expect(throws: MLflowError.invalid("Missing value for required parameter 'a'.")) { try Fields(fields).require("a") }
        }
    }
}
