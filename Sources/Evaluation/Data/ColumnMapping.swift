public import Scoring
public import TouchstoneJSON

/// Which columns of a row hold the fields of a sample. A field without an entry is read from the column of its own name.
public struct ColumnMapping: Sendable, Hashable {
    /// What is read for one field.
    public enum Source: Sendable, Hashable {
        /// One value.
        case path(ColumnPath)
        /// Several values, gathered into an object under their paths (for `metadata`), or into a list (for `context`).
        case paths([ColumnPath])
    }

    /// The entries, by field name.
    public private(set) var sources: [(field: SampleField, source: Source)] = []

    /// No entries: every field is read from the column of its own name.
    public init() {}

    /// Sets the source of one field.
    public mutating func map(_ field: SampleField, to source: Source) {
        sources.removeAll { $0.field == field }
        sources.append((field, source))
    }

    /// The sample of a row: all its columns, with the mapped fields set.
    public func sample(from row: JSONObject) -> Sample {
        guard !sources.isEmpty else { return Sample(row) }
        var fields = row
        for (field, source) in sources {
            fields[field.rawValue] = value(of: source, for: field, in: row) ?? .null
        }
        return Sample(fields)
    }

    /// The mapped columns that a row does not have.
    public func missingColumns(in row: JSONObject) -> [ColumnPath] {
        sources.flatMap { entry in
            switch entry.source {
            case .path(let path): path.value(in: row) == nil ? [path] : []
            case .paths(let paths): paths.filter { $0.value(in: row) == nil }
            }
        }
    }

    private func value(of source: Source, for field: SampleField, in row: JSONObject) -> JSONValue? {
        switch source {
        case .path(let path):
            return path.value(in: row)
        case .paths(let paths):
            if field == .context || field == .answers { return .array(paths.compactMap { $0.value(in: row) }) }
            return .object(JSONObject(paths.map { ($0.description, $0.value(in: row) ?? .null) }))
        }
    }

    public static func == (left: ColumnMapping, right: ColumnMapping) -> Bool {
        left.sources.elementsEqual(right.sources) { $0 == $1 }
    }

    public func hash(into hasher: inout Hasher) {
        for (field, source) in sources {
            hasher.combine(field)
            hasher.combine(source)
        }
    }
}
