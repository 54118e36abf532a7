/// A metric's name with its labels, as Prometheus writes them.
struct MetricLabels: Sendable, Hashable {
    let name: String
    /// The labels between braces without the braces; empty for none.
    let labels: String

    /// A metric as swift-metrics calls it; what Prometheus does not take in names becomes `_`.
    init(_ name: String, _ dimensions: [(String, String)]) {
        self.name = Self.tidied(name)
        labels = dimensions.map { "\(Self.tidied($0.0))=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    }

    /// One sample's line up to its value.
    func sample(_ suffix: String = "", _ more: String = "") -> String {
        let all = labels.isEmpty || more.isEmpty ? labels + more : labels + "," + more
        return all.isEmpty ? name + suffix : "\(name)\(suffix){\(all)}"
    }

    private static func tidied(_ name: String) -> String {
        String(
            decoding: name.utf8.map { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "_"), UInt8(ascii: ":"):
                    byte
                default: UInt8(ascii: "_")
                }
            }, as: UTF8.self)
    }

    private static func escaped(_ text: String) -> String {
        var escaped: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "\""): escaped += [UInt8(ascii: "\\"), byte]
            case 0x0A: escaped += Array("\\n".utf8)
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
