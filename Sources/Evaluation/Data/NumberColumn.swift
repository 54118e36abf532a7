import TouchstoneJSON

/// A column read as numbers, with an account of the cells that hold none.
package struct NumberColumn: Sendable {
    /// The column's name.
    package let name: String
    /// One per row; nil where the cell holds no finite number.
    package let values: [Double?]
    /// Cells that are empty, null or NaN.
    package let missing: Int
    /// Cells that hold something else, or an infinite number.
    package let unusable: Int
    /// The first of these: `line 7 holds "abc"`.
    package let example: String?

    init(name: String, cells: [JSONValue], lines: [Int32]) {
        var values: [Double?] = []
        values.reserveCapacity(cells.count)
        var (missing, unusable, example) = (0, 0, String?.none)
        for (index, cell) in cells.enumerated() {
            let reading = Reading(cell)
            values.append(reading.number)
            switch reading {
            case .number: break
            case .nothing: missing += 1
            case .unusable:
                unusable += 1
                example = example ?? "line \(lines[index]) holds \(String(cell.text().prefix(60)))"
            }
        }
        self.name = name
        self.values = values
        self.missing = missing
        self.unusable = unusable
        self.example = example
    }

    /// How many rows hold a number.
    package var count: Int { values.count - missing - unusable }

    /// Whether every number is 0 or 1.
    package var isPassFail: Bool { values.allSatisfy { $0 == nil || $0 == 0 || $0 == 1 } }

    /// What a reader should know of the rows without a number; nil when all have one.
    package var warning: String? {
        guard missing + unusable > 0 else { return nil }
        let without = "\(missing + unusable) of \(values.count) rows have no number in \(name)"
        return example.map { "\(without); \($0)" } ?? without
    }

    private enum Reading {
        case number(Double)
        case nothing
        case unusable

        var number: Double? { if case .number(let value) = self { value } else { nil } }

        init(_ cell: JSONValue) {
            switch cell {
            case .null: self = .nothing
            case .bool(let flag): self = .number(flag ? 1 : 0)
            case .integer, .number: self.init(cell.doubleValue ?? .nan)
            case .string(let text): self.init(text)
            case .array, .object: self = .unusable
            }
        }

        private init(_ number: Double) { self = number.isFinite ? .number(number) : number.isNaN ? .nothing : .unusable }

        private init(_ text: String) {
            let bytes = text.utf8.drop { $0 == 0x20 || $0 == 0x09 }
            let trimmed = String(Substring(bytes)).lowercased()
            let word = trimmed.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
            switch word {
            case "", "nan", "na", "n/a", "null", "none", "nil", "-": self = .nothing
            case "true", "pass", "passed", "yes": self = .number(1)
            case "false", "fail", "failed", "no": self = .number(0)
            default:
                if let number = Double(word) { self.init(number) } else { self = .unusable }
            }
        }
    }
}
