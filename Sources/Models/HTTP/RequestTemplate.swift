import TouchstoneJSON

/// A text with `{{name}}` places that a request fills.
///
/// `{{input}}` is the question, `{{messages}}` the conversation, `{{epoch}}` the epoch, `{{parameters}}` the parameters, `{{name}}` the
/// model's name; any other name is a field of the row, or a place in it such as `{{metadata.topic}}`.
struct RequestTemplate: Sendable, Hashable {
    private enum Piece: Sendable, Hashable {
        case text(String)
        case place(String)
    }

    private let pieces: [Piece]

    init(_ text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let start = Self.find("{{", in: rest), let end = Self.find("}}", in: rest[start...]) {
            if start > rest.startIndex { pieces.append(.text(String(rest[..<start]))) }
            let name = rest[rest.index(start, offsetBy: 2)..<end]
            pieces.append(.place(name.split(separator: " ").joined(separator: " ")))
            rest = rest[rest.index(end, offsetBy: 2)...]
        }
        if !rest.isEmpty || pieces.isEmpty { pieces.append(.text(String(rest))) }
        self.pieces = pieces
    }

    /// The names of the places.
    var places: [String] {
        pieces.compactMap { if case .place(let name) = $0 { name } else { nil } }
    }

    /// The value: a single place gives its value as it is, anything else a text in which values other than texts are JSON.
    func value(_ look: (String) throws(ModelError) -> JSONValue) throws(ModelError) -> JSONValue {
        if pieces.count == 1, case .place(let name) = pieces[0] { return try look(name) }
        return .string(try text(look))
    }

    /// The text with every place filled; each value passes `encode` on its way.
    func text(
        _ look: (String) throws(ModelError) -> JSONValue, encode: (String) -> String = { $0 }
    ) throws(ModelError) -> String {
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .place(let name):
                let value = try look(name)
                result += encode(value.stringValue ?? value.text())
            }
        }
        return result
    }

    private static func find(_ mark: String, in text: Substring) -> Substring.Index? {
        var place = text.startIndex
        while place < text.endIndex {
            if text[place...].hasPrefix(mark) { return place }
            place = text.index(after: place)
        }
        return nil
    }
}
