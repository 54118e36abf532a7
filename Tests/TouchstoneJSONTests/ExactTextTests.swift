import Testing

@testable import TouchstoneJSON

@Suite struct ExactTextTests {
    /// Texts that Swift takes for the same, spelled with other bytes.
    private static let twins = [
        ("\u{212B}", "\u{C5}"), ("\u{E9}", "e\u{301}"), ("m\u{1112}\u{1161}\u{11AB}", "m\u{D55C}"), ("\u{212A}", "K"),
    ]

    @Test(arguments: twins) func `texts of other bytes differ`(left: String, right: String) {
        #expect(left == right)
        #expect(!left.isExactly(right))
        #expect(left.isExactly(String(decoding: Array(left.utf8), as: UTF8.self)))
        #expect(Set([ExactText(left), ExactText(right), ExactText(left)]).count == 2)
        #expect((ExactText(left) < ExactText(right)) != (ExactText(right) < ExactText(left)))
    }

    @Test func `texts of equal bytes are equal, short or long, whole or cut from another`() {
        for text in ["", "a", "fifteen bytes..", "a text that is longer than sixteen bytes"] {
            let cut = String("-\(text)-".dropFirst().dropLast())
            #expect(text.isExactly(cut))
            #expect(Set([ExactText(text), ExactText(cut)]).count == 1)
            #expect(!text.isExactly(text + "x"))
            #expect(!("x" + text).isExactly("y" + text))
        }
    }

    @Test(arguments: twins, [0, 40]) func `members of an object are told apart by their bytes`(twin: (String, String), others: Int) throws {
        var object = JSONObject((0..<others).map { ("other \($0)", .integer(Int64($0))) })
        object[twin.0] = 1
        #expect(object[twin.1] == nil)
        object[twin.1] = 2
        #expect(object.count == others + 2)
        #expect(object[twin.0] == 1)
        #expect(object[twin.1] == 2)
        #expect(try JSONValue(parsing: JSONValue.object(object).text()) == .object(object))
        #expect(JSONObject([(twin.0, .integer(1))]) != JSONObject([(twin.1, .integer(1))]))
        object[twin.0] = nil
        #expect(object[twin.1] == 2)
        #expect(object.count == others + 1)
    }

    @Test func `values by name keep both of two spellings, and the later of one`() {
        var values: ByName = ["\u{E9}": 1, "e\u{301}": 2, "b": 3, "e\u{301}": 4]
        #expect(values.sorted.map(\.value) == [3, 4, 1])
        values["\u{E9}"] = nil
        #expect(values["e\u{301}"] == 4)
        #expect(values.count == 2)
    }
}
