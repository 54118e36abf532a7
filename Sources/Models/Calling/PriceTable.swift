public import TouchstoneJSON

/// What models cost, in US dollars per million tokens.
///
/// From a JSON object of model to `{"input", "output", "cached"}`; a model may be written `gpt-4o`, `openai:gpt-4o`, or with a final
/// `*` for all that begin so. The longest match wins.
public struct PriceTable: Sendable, Hashable {
    /// Prices of one model per million tokens.
    public struct Price: Sendable, Hashable {
        /// Of tokens read.
        public var input: Double
        /// Of tokens written.
        public var output: Double
        /// Of tokens read from the provider's cache.
        public var cached: Double

        /// Prices; cached tokens cost as much as others unless given.
        public init(input: Double, output: Double, cached: Double? = nil) {
            self.input = input
            self.output = output
            self.cached = cached ?? input
        }

        /// US dollars for the given tokens.
        public func cost(_ usage: ModelUsage) -> Double {
            let cachedTokens = min(usage.cachedTokens, usage.inputTokens)
            let fresh = Double(usage.inputTokens - cachedTokens) * input
            return (fresh + Double(cachedTokens) * cached + Double(usage.outputTokens) * output) / 1_000_000
        }
    }

    private var exact: [String: Price] = [:]
    private var prefixes: [(prefix: String, price: Price)] = []

    /// Prices by model.
    public init(_ prices: [String: Price] = [:]) {
        for (name, price) in prices {
            if name.hasSuffix("*") { prefixes.append((String(name.dropLast()), price)) } else { exact[name] = price }
        }
        prefixes.sort { ($0.prefix.utf8.count, $0.prefix) > ($1.prefix.utf8.count, $1.prefix) }
    }

    /// The price of a model; nil when the table does not know it.
    public func price(of identity: ModelIdentity) -> Price? {
        let title = "\(identity.provider):\(identity.name)"
        if let price = exact[title] ?? exact[identity.name] { return price }
        return prefixes.first { title.hasPrefix($0.prefix) || identity.name.hasPrefix($0.prefix) }?.price
    }

    public static func == (left: PriceTable, right: PriceTable) -> Bool {
        left.exact == right.exact && left.prefixes.elementsEqual(right.prefixes) { $0 == $1 }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(exact)
        hasher.combine(prefixes.count)
    }
}

extension PriceTable {
    /// Reads a table from JSON. Throws ``ModelError`` that names the model at fault.
    public init(json: JSONValue) throws(ModelError) {
        guard let models = json.objectValue else {
            throw ModelError(.invalidRequest, "a price table should be an object of model to prices, but is \(json.kindDescription)")
        }
        var prices: [String: Price] = [:]
        for model in models {
            guard let input = Self.amount(model.value["input"]), let output = Self.amount(model.value["output"]) else {
                throw ModelError(
                    .invalidRequest,
                    "the price of \"\(model.key)\" needs \"input\" and \"output\", in US dollars per million tokens, from 0 up")
            }
            prices[model.key] = Price(input: input, output: output, cached: Self.amount(model.value["cached"]))
        }
        self.init(prices)
    }

    private static func amount(_ value: JSONValue?) -> Double? {
        value?.doubleValue.flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
    }
}
