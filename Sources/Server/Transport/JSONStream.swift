import TouchstoneJSON

/// Writes one JSON object member by member, straight into bytes, for answers that are too large to be built as values first.
struct JSONStream {
    private var writer = JSONWriter()
    private var needsComma = false

    /// A stream that holds the whole object that the body writes the members of.
    static func object(_ body: (inout JSONStream) -> Void) -> [UInt8] {
        var stream = JSONStream()
        stream.object(body)
        return stream.writer.bytes
    }

    private mutating func separate() {
        if needsComma { writer.write(byte: UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func name(_ name: StaticString) {
        writer.write(name: name, afterComma: needsComma)
        needsComma = true
    }

    private mutating func enclose(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONStream) -> Void) {
        writer.write(byte: UInt8(ascii: open))
        needsComma = false
        body(&self)
        writer.write(byte: UInt8(ascii: close))
        needsComma = true
    }

    /// Adds an object to a list.
    mutating func object(_ body: (inout JSONStream) -> Void) {
        separate()
        enclose("{", "}", body)
    }

    /// Adds a member that is an object.
    mutating func object(_ name: StaticString, _ body: (inout JSONStream) -> Void) {
        self.name(name)
        enclose("{", "}", body)
    }

    /// Adds a member that is a list of objects; an empty one only when asked to.
    mutating func list<Element>(
        _ name: StaticString, _ elements: [Element], keepsEmpty: Bool = false, _ write: (inout JSONStream, Element) -> Void
    ) {
        guard keepsEmpty || !elements.isEmpty else { return }
        self.name(name)
        enclose("[", "]") { stream in
            for element in elements { stream.object { write(&$0, element) } }
        }
    }

    /// Adds a member that is a text.
    mutating func member(_ name: StaticString, _ text: String) {
        self.name(name)
        writer.write(text)
    }

    /// Adds a member that is a text, if there is one.
    mutating func member(_ name: StaticString, _ text: String?) {
        if let text { member(name, text) }
    }

    /// Adds a member that is a whole number.
    mutating func member(_ name: StaticString, _ value: Int64) {
        self.name(name)
        writer.write(value)
    }

    /// Adds a member that is a number; those that JSON cannot say become the texts that MLflow's interface has for them.
    mutating func member(_ name: StaticString, _ value: Double) {
        self.name(name)
        if value.isFinite {
            writer.write(value)
        } else if value.isNaN {
            writer.write(fixed: "\"NaN\"")
        } else {
            writer.write(fixed: value > 0 ? "\"Infinity\"" : "\"-Infinity\"")
        }
    }
}
