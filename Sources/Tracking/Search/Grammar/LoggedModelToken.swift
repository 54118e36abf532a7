import TouchstoneJSON

/// The page token of a search of logged models: it belongs to the search that it was made for.
package struct LoggedModelToken: Sendable, Hashable {
    package var offset: Int
    package var experiments: [String]
    package var filter: String
    package var order: [LoggedModelOrder]

    package init(offset: Int = 0, experiments: [String], filter: String, order: [LoggedModelOrder]) {
        self.offset = offset
        self.experiments = experiments
        self.filter = filter
        self.order = order
    }

    /// The token as a text.
    package var text: String {
        let value: JSONValue = [
            "experiment_ids": .array(experiments.map(JSONValue.string)), "filter_string": filter.isEmpty ? .null : .string(filter),
            "order_by": order.isEmpty ? .null : .array(order.map(\.json)), "offset": JSONValue(offset),
        ]
        return Base64.text(value.encoded())
    }

    /// How many results come before the page that a token asks for in this search: 0 without a token. Throws for what is no token, and
    /// for one of another search.
    package func offset(_ token: String?) throws(SearchError) -> Int {
        guard let token, !token.isEmpty else { return 0 }
        guard let bytes = Base64.bytes(token), let value = try? JSONValue(parsing: bytes), value.objectValue != nil,
            let offset = value["offset"]?.intValue, (0...1 << 53).contains(offset)
        else { throw SearchError("Invalid page token: \(SearchError.shown(token)).") }
        let known = LoggedModelToken(offset: offset, experiments: experiments, filter: filter, order: order)
        let expected = try? JSONValue(parsing: Base64.bytes(known.text) ?? [])
        for (key, name) in [("experiment_ids", "Experiment IDs"), ("filter_string", "Filter string"), ("order_by", "Order by")]
        where value[key] ?? .null != expected?[key] ?? .null {
            throw SearchError("\(name) in the page token do not match the requested ones.")
        }
        return offset
    }
}

extension LoggedModelOrder {
    fileprivate var json: JSONValue {
        [
            "field_name": .string(field), "ascending": .bool(isAscending), "dataset_name": JSONValue(datasetName),
            "dataset_digest": JSONValue(datasetDigest),
        ]
    }
}
