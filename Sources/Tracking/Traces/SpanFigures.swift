import TouchstoneJSON

/// Tokens that a model read and wrote.
struct TokenUsage: Sendable, Hashable {
    var input: Int64 = 0
    var output: Int64 = 0
    var total: Int64 = 0
    var cacheRead: Int64?
    var cacheCreation: Int64?

    private static let (inputKey, outputKey, totalKey) = ("input_tokens", "output_tokens", "total_tokens")
    private static let (cacheReadKey, cacheCreationKey) = ("cache_read_input_tokens", "cache_creation_input_tokens")
    /// The names of its counts.
    static let keys = [inputKey, outputKey, totalKey, cacheReadKey, cacheCreationKey]

    init() {}

    /// Reads an object, or a text that holds one; nil when none of its fields is there.
    init?(_ value: JSONValue?) {
        guard let object = value.flatMap(SpanFigures.object) else { return nil }
        let (input, output) = (SpanFigures.count(object[Self.inputKey]), SpanFigures.count(object[Self.outputKey]))
        let total = SpanFigures.count(object[Self.totalKey])
        guard input != nil || output != nil || total != nil else { return nil }
        self.input = input ?? 0
        self.output = output ?? 0
        self.total = total ?? SpanFigures.sum(self.input, self.output)
        cacheRead = SpanFigures.count(object[Self.cacheReadKey])
        cacheCreation = SpanFigures.count(object[Self.cacheCreationKey])
    }

    var json: JSONValue {
        var object: JSONObject = [Self.inputKey: .integer(input), Self.outputKey: .integer(output), Self.totalKey: .integer(total)]
        object[Self.cacheReadKey] = cacheRead.map(JSONValue.integer)
        object[Self.cacheCreationKey] = cacheCreation.map(JSONValue.integer)
        return .object(object)
    }

    static func + (left: TokenUsage, right: TokenUsage) -> TokenUsage {
        var sum = TokenUsage()
        sum.input = SpanFigures.sum(left.input, right.input)
        sum.output = SpanFigures.sum(left.output, right.output)
        sum.total = SpanFigures.sum(left.total, right.total)
        sum.cacheRead = SpanFigures.sum(left.cacheRead, right.cacheRead)
        sum.cacheCreation = SpanFigures.sum(left.cacheCreation, right.cacheCreation)
        return sum
    }
}

/// What a call of a model cost, in US dollars.
struct SpanCost: Sendable, Hashable {
    private static let (inputKey, outputKey, totalKey) = ("input_cost", "output_cost", "total_cost")
    /// The names of its parts.
    static let keys = [inputKey, outputKey, totalKey]

    var input = 0.0
    var output = 0.0
    var total = 0.0

    init() {}

    /// Reads an object, or a text that holds one; nil when none of its fields is there.
    init?(_ value: JSONValue?) {
        guard let object = value.flatMap(SpanFigures.object) else { return nil }
        let (input, output) = (object[Self.inputKey]?.doubleValue, object[Self.outputKey]?.doubleValue)
        let total = object[Self.totalKey]?.doubleValue
        guard input != nil || output != nil || total != nil else { return nil }
        self.input = SpanFigures.finite(input)
        self.output = SpanFigures.finite(output)
        self.total = total.map { SpanFigures.finite($0) } ?? self.input + self.output
    }

    var json: JSONValue { [Self.inputKey: .number(input), Self.outputKey: .number(output), Self.totalKey: .number(total)] }

    static func + (left: SpanCost, right: SpanCost) -> SpanCost {
        var sum = SpanCost()
        sum.input = left.input + right.input
        sum.output = left.output + right.output
        sum.total = left.total + right.total
        return sum
    }
}

/// Figures of spans, and their sums over a trace.
enum SpanFigures {
    /// A span as a place of a figure.
    struct Node<Figure> {
        let id: String
        let parentID: String?
        let figure: Figure?
    }

    /// The figures that count: those below another are part of it already, as wrappers repeat what they wrap.
    static func counted<Figure>(_ nodes: [Node<Figure>]) -> [Figure] {
        var places: [String: Int] = [:]
        for (place, node) in nodes.enumerated() { places[node.id] = place }
        var children: [Int: [Int]] = [:]
        var pending: [(place: Int, isBelow: Bool)] = []
        for (place, node) in nodes.enumerated() {
            if let parent = node.parentID.flatMap({ places[$0] }), parent != place {
                children[parent, default: []].append(place)
            } else {
                pending.append((place, false))
            }
        }
        var figures: [Figure] = []
        while let (place, isBelow) = pending.popLast() {
            let figure = nodes[place].figure
            if let figure, !isBelow { figures.append(figure) }
            for child in children[place] ?? [] { pending.append((child, isBelow || figure != nil)) }
        }
        return figures
    }

    /// An object, also one that is written as a text.
    static func object(_ value: JSONValue) -> JSONObject? {
        if let object = value.objectValue { return object }
        return value.stringValue.flatMap { try? JSONValue(parsing: $0).objectValue }
    }

    /// A whole number of at least 0, also one that is written as a text.
    static func count(_ value: JSONValue?) -> Int64? {
        switch value {
        case .integer(let number): max(0, number)
        case .number(let number): Int64(exactly: number.rounded()).map { max(0, $0) }
        case .string(let text): Int64(text).map { max(0, $0) }
        default: nil
        }
    }

    static func finite(_ number: Double?) -> Double { number.flatMap { $0.isFinite ? $0 : nil } ?? 0 }

    /// The sum of two counts, as far as it fits.
    static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }

    static func sum(_ left: Int64?, _ right: Int64?) -> Int64? {
        guard left != nil || right != nil else { return nil }
        return sum(left ?? 0, right ?? 0)
    }
}
