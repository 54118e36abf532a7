/// Values by names that somebody gave: names are the same when their bytes are.
package struct ByName<Value> {
    private var values: [ExactText: Value] = [:]

    /// Nothing yet.
    package init() {}

    /// The given values; of two of one name the later counts.
    package init(_ pairs: some Sequence<(String, Value)>) {
        for (name, value) in pairs { values[ExactText(name)] = value }
    }

    /// The value of a name; assigning nil removes it.
    package subscript(name: String) -> Value? {
        get { values[ExactText(name)] }
        set { values[ExactText(name)] = newValue }
    }

    /// How many names there are.
    package var count: Int { values.count }

    /// Whether there are none.
    package var isEmpty: Bool { values.isEmpty }

    /// All names with their values, in the order of the names' bytes.
    package var sorted: [(name: String, value: Value)] {
        values.sorted { $0.key < $1.key }.map { (name: $0.key.text, value: $0.value) }
    }
}

extension ByName: Sendable where Value: Sendable {}
extension ByName: Equatable where Value: Equatable {}
extension ByName: Hashable where Value: Hashable {}

extension ByName: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
