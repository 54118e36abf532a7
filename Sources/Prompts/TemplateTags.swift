import Foundation

/// The names that a Mustache text asks for outside any section, where a missing one would leave a silent gap.
struct TemplateTags {
    private(set) var namesOutsideSections: [String] = []

    /// Scans the text; linear.
    init(_ text: String) {
        var rest = text[...]
        var depth = 0
        while let open = rest.range(of: "{{") {
            rest = rest[open.upperBound...]
            guard let close = rest.range(of: "}}") else { return }
            let tag = rest[..<close.lowerBound].drop { $0 == "{" || $0 == "&" || $0 == " " }
            rest = rest[close.upperBound...]
            switch tag.first {
            case "#", "^", "$", "<": depth += 1
            case "/": depth -= 1
            case "!", ">", "%", "=", ".", nil: break
            default: if depth == 0 { note(tag) }
            }
        }
    }

    private mutating func note(_ tag: Substring) {
        let words = tag.split { "{} ()|".contains($0) }
        guard let first = words.first, !tag.contains("(") else { return }
        let name = String(first)
        if !namesOutsideSections.contains(name) { namesOutsideSections.append(name) }
    }
}
