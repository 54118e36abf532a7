import TouchstoneJSON

/// A name with a text: a tag or a param. Two are equal when their bytes are.
package struct NamedText: Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension NamedText: Hashable {
    package static func == (left: NamedText, right: NamedText) -> Bool {
        left.name.isExactly(right.name) && left.value.isExactly(right.value)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ExactText(name))
        hasher.combine(ExactText(value))
    }
}
