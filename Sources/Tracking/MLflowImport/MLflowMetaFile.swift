/// The `meta.yaml` of MLflow's folders: names with one plain or quoted value each; deeper values are skipped.
struct MLflowMetaFile: Sendable, Hashable {
    private let values: [String: String]

    init(_ text: String) {
        var values: [String: String] = [:]
        var name: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(" "), let name, values[name]?.isEmpty == false {
                // A long text goes on in the next line.
                values[name, default: ""] += " " + line.drop { $0 == " " }
                continue
            }
            guard let colon = line.firstIndex(of: ":"), !line.hasPrefix(" "), !line.hasPrefix("-"), !line.hasPrefix("#") else { continue }
            let key = String(line[..<colon])
            values[key] = String(line[line.index(after: colon)...].drop { $0 == " " })
            name = key
        }
        self.values = values.mapValues(Self.plain)
    }

    /// The text of a value; nil when it is absent or null.
    func text(_ name: String) -> String? {
        guard let value = values[name], !["null", "~", "", "''", "[]", "{}"].contains(value) else { return nil }
        return value
    }

    /// A whole number.
    func integer(_ name: String) -> Int64? { text(name).flatMap { Int64($0) } }

    private static func plain(_ written: String) -> String {
        guard written.utf8.count >= 2, let first = written.first, first == written.last else { return written }
        let inner = written.dropFirst().dropLast()
        switch first {
        case "'": return inner.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'")
        case "\"": return unescaped(inner)
        default: return written
        }
    }

    private static func unescaped(_ text: Substring) -> String {
        var result = ""
        var scalars = text.unicodeScalars.makeIterator()
        func digits(_ count: Int) -> Unicode.Scalar? {
            let digits = (0..<count).compactMap { _ in scalars.next().map(Character.init) }
            return UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init)
        }
        while let scalar = scalars.next() {
            guard scalar == "\\" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            switch scalars.next() {
            case "n": result += "\n"
            case "t": result += "\t"
            case "x": result.unicodeScalars.append(digits(2) ?? "\u{FFFD}")
            case "u": result.unicodeScalars.append(digits(4) ?? "\u{FFFD}")
            case "U": result.unicodeScalars.append(digits(8) ?? "\u{FFFD}")
            case let other?: result.unicodeScalars.append(other)
            case nil: break
            }
        }
        return result
    }
}
