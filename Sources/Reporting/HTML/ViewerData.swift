import TouchstoneJSON

/// The records of a page in blocks of bounded size, and what the page's script must know about all of them.
struct ViewerData {
    private static let blockSize = 256 * 1024
    private static let mostSlices = 500

    /// A state by which records are filtered, worst first; bit 0 is the state of records without any flag.
    struct State {
        let bit: UInt8
        let word: String
        let sign: String
        let tone: String
    }

    let states: [State]
    /// Titles of parts by key.
    let titles: JSONObject
    /// The keys of the two parts that are compared word by word.
    let compared: [String]
    /// What one record is called: "sample", "flip".
    let noun: String
    let scoreNames: [String]

    private var block: [UInt8] = []
    private var total = 0
    private var counts: [UInt8: Int] = [:]
    private var slices: [String: Int] = [:]
    private var sliceOrder: [String] = []

    init(states: [State], titles: JSONObject, compared: [String], noun: String, scoreNames: [String] = []) {
        self.states = states
        self.titles = titles
        self.compared = compared
        self.noun = noun
        self.scoreNames = scoreNames
    }

    /// Takes a record in; returns a whole block once enough has gathered, else nothing.
    mutating func add(_ record: ViewerRecord) -> [UInt8] {
        total += 1
        for state in states where state.bit == 0 ? record.flags == 0 : record.flags & state.bit != 0 { counts[state.bit, default: 0] += 1 }
        for slice in record.slices {
            if let count = slices[slice] {
                slices[slice] = count + 1
            } else if slices.count < Self.mostSlices {
                slices[slice] = 1
                sliceOrder.append(slice)
            }
        }
        block += record.line
        block.append(0x0A)
        return block.count < Self.blockSize ? [] : flush()
    }

    /// The last block and the block of what all records have in common.
    mutating func finish() -> [UInt8] {
        let rest = flush()
        var writer = MarkupWriter(.html)
        writer.element("script", ["type": "application/json", "id": "page-data"]) { $0.json(JSONValue.object(summary).encoded()) }
        writer.newline()
        return rest + writer.bytes
    }

    private mutating func flush() -> [UInt8] {
        guard !block.isEmpty else { return [] }
        var writer = MarkupWriter(.html)
        writer.element("script", ["type": "application/jsonl"]) { $0.json(block) }
        writer.newline()
        block.removeAll(keepingCapacity: true)
        return writer.bytes
    }

    private var summary: JSONObject {
        [
            "total": JSONValue(total), "noun": .string(noun), "titles": .object(titles), "compared": .array(compared.map(JSONValue.string)),
            "scores": .array(scoreNames.map(JSONValue.string)),
            "states": .array(
                states.map { state in
                    [
                        "bit": .integer(Int64(state.bit)), "word": .string(state.word), "sign": .string(state.sign),
                        "tone": .string(state.tone), "count": JSONValue(counts[state.bit] ?? 0),
                    ]
                }),
            "slices": .array(sliceOrder.map { [.string($0), JSONValue(slices[$0])] }),
        ]
    }
}
