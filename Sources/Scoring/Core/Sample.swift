public import TouchstoneJSON

/// One row at one epoch, as scorers see it: fields by name.
///
/// A field that is absent and one that is `null` are the same to scorers: the sample is then unscored, with the reason.
public struct Sample: Sendable {
    /// The values by field name (``SampleField/rawValue``), beside any other column of the row.
    public var fields: JSONObject

    /// A sample with the given fields.
    public init(_ fields: JSONObject) { self.fields = fields }

    /// The value of a field; nil when it is absent or `null`.
    public subscript(field: SampleField) -> JSONValue? {
        get {
            guard let value = fields[field.rawValue], !value.isNull else { return nil }
            return value
        }
        set { fields[field.rawValue] = newValue }
    }
}

extension Sample {
    /// A field as one text: strings as they are, other values as compact JSON. Throws when the field is missing.
    public func text(_ field: SampleField) throws(ScoringError) -> String {
        guard let value = self[field] else { throw .missing(field) }
        return value.asText
    }

    /// A field as a list of texts; a single value is a list of one. Throws when the field is missing.
    public func texts(_ field: SampleField) throws(ScoringError) -> [String] {
        guard let value = self[field] else { throw .missing(field) }
        guard let elements = value.arrayValue else { return [value.asText] }
        return elements.map(\.asText)
    }

    /// A field as a number, also from a text that is one. Throws when it is missing or something else.
    public func number(_ field: SampleField) throws(ScoringError) -> Double {
        guard let value = self[field] else { throw .missing(field) }
        let number = value.doubleValue ?? value.boolValue.map { $0 ? 1 : 0 } ?? value.stringValue.flatMap(Double.init)
        guard let number, number.isFinite else { throw .wrongKind(field, wanted: "a number", found: value) }
        return number
    }

    /// A field as a list of numbers. Throws when it is missing or holds something else.
    public func numbers(_ field: SampleField) throws(ScoringError) -> [Double] {
        guard let value = self[field] else { throw .missing(field) }
        guard let elements = value.arrayValue else { throw .wrongKind(field, wanted: "a list of numbers", found: value) }
        var numbers: [Double] = []
        numbers.reserveCapacity(elements.count)
        for element in elements {
            guard let number = element.doubleValue else { throw .wrongKind(field, wanted: "a list of numbers", found: value) }
            numbers.append(number)
        }
        return numbers
    }

    /// The answer as text.
    public func answer() throws(ScoringError) -> String { try text(.outputs) }

    /// The acceptable answers as texts.
    public func references() throws(ScoringError) -> [String] { try texts(.expected) }
}

extension JSONValue {
    /// The value as a person would write it: a string without quotes, anything else as compact JSON.
    public var asText: String { stringValue ?? text() }
}
