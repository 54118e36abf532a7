/// A writer of HTML, SVG and XML that escapes by default: only literals of this program reach the text as they are.
///
/// Element and attribute names are static strings; texts and attribute values are escaped, and characters that the language forbids
/// become U+FFFD. Elements close themselves.
package struct MarkupWriter {
    /// How elements without content are written.
    package enum Dialect {
        /// Void elements such as `br` have no end, all others an end tag.
        case html
        /// Any element without content closes in its start tag.
        case xml
    }

    /// Attributes in their order; one that is nil is left out, an empty one has only its name in HTML.
    package struct Attributes: ExpressibleByDictionaryLiteral {
        fileprivate let pairs: [(StaticString, String?)]

        /// Attributes written as a literal, in that order.
        package init(dictionaryLiteral elements: (StaticString, String?)...) { pairs = elements }

        private init(pairs: [(StaticString, String?)]) { self.pairs = pairs }

        /// The attributes of both, those on the left first; a name that both have is written twice.
        package static func + (left: Attributes, right: Attributes) -> Attributes { Attributes(pairs: left.pairs + right.pairs) }
    }

    /// How elements without content are written.
    package let dialect: Dialect
    /// What stands before links that begin with a slash, where a proxy serves the pages below a path of its own.
    package var root = ""
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []

    /// A writer that has written nothing.
    package init(_ dialect: Dialect) { self.dialect = dialect }

    /// An element with content.
    package mutating func element(_ name: StaticString, _ attributes: Attributes = [:], _ content: (inout MarkupWriter) -> Void) {
        open(name, attributes)
        append(UInt8(ascii: ">"))
        content(&self)
        append("</")
        append(name)
        append(UInt8(ascii: ">"))
    }

    /// An element with one text in it.
    package mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// An element without content: a void element in HTML, `<name/>` in XML and within SVG.
    package mutating func empty(_ name: StaticString, _ attributes: Attributes = [:]) {
        open(name, attributes)
        append(dialect == .html ? ">" : "/>")
    }

    /// A shape without content; closes in its start tag, which both HTML and XML understand within SVG.
    package mutating func shape(_ name: StaticString, _ attributes: Attributes = [:]) {
        open(name, attributes)
        append("/>")
    }

    /// Text, escaped.
    package mutating func text(_ text: String) { escape(text, quotes: false) }

    /// A literal of this program, as it is: a doctype, a style sheet, a script.
    package mutating func literal(_ text: StaticString) { append(text) }

    /// A line break, for people who read the source.
    package mutating func newline() { append(UInt8(ascii: "\n")) }

    /// JSON within a script element: the only character that could end the element or open a comment is written as an escape.
    ///
    /// The bytes must be JSON texts, in which `<` can only stand within a string.
    package mutating func json(_ text: [UInt8]) {
        for byte in text {
            if byte == UInt8(ascii: "<") { append("\\u003c") } else { append(byte) }
        }
    }

    private mutating func open(_ name: StaticString, _ attributes: Attributes) {
        append(UInt8(ascii: "<"))
        append(name)
        for (key, value) in attributes.pairs {
            guard let value else { continue }
            append(UInt8(ascii: " "))
            append(key)
            if value.isEmpty, dialect == .html { continue }
            append("=\"")
            if !root.isEmpty, value.hasPrefix("/"), Self.isLink(key) { escape(root, quotes: true) }
            escape(value, quotes: true)
            append(UInt8(ascii: "\""))
        }
    }

    private static func isLink(_ key: StaticString) -> Bool {
        key.withUTF8Buffer { $0.elementsEqual("href".utf8) || $0.elementsEqual("action".utf8) }
    }

    private mutating func escape(_ text: String, quotes: Bool) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": append("&amp;")
            case "<": append("&lt;")
            case ">": append("&gt;")
            case "\"" where quotes: append("&quot;")
            case "\n", "\t", "\r":
                if quotes { append("&#\(scalar.value);") } else { append(UInt8(scalar.value)) }
            case _ where Self.isForbidden(scalar): bytes.append(contentsOf: "\u{FFFD}".utf8)
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    /// Characters that XML 1.0 does not allow, and the C1 controls and direction overrides that no report needs.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private mutating func append(_ byte: UInt8) { bytes.append(byte) }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
}
