import Scoring
import TouchstoneJSON

extension SpecificationReader {
    /// One dataset, or several: a list of mappings; a list of files is one dataset read file by file.
    func datasets(_ node: SpecificationNode) throws -> [DataSpecification] {
        guard case .sequence(let elements) = node.content, elements.contains(where: { $0.text == nil }) else { return [try data(node)] }
        let datasets = try elements.map(data)
        for (index, dataset) in datasets.enumerated() where datasets[..<index].contains(where: { $0.displayName == dataset.displayName }) {
            throw elements[index].error("two datasets are called \"\(dataset.displayName)\"; give one of them another name")
        }
        return datasets
    }

    private func data(_ node: SpecificationNode) throws -> DataSpecification {
        guard case .mapping = node.content else {
            let files = try node.elements.map { element in
                guard let path = element.text else { throw element.error("\"data\" should name files") }
                return resolve(path)
            }
            return DataSpecification(files: files)
        }
        let section = try SpecificationSection(node, title: "\"data\"", keys: SpecificationKey.data)
        let files = try section.texts("files") + section.texts("file")
        var data = DataSpecification(files: files.map(resolve), columns: try columns(section["columns"]))
        data.name = try section.text("name")
        data.format = try format(section)
        data.filters = try filters(section["where"])
        data.limit = try section.integer("limit", in: 1...Int.max)
        data.isStrict = try section.flag("strict") ?? false
        return data
    }

    private func format(_ section: SpecificationSection) throws -> DataFormat? {
        guard let text = try section.text("format") else { return nil }
        guard let format = DataFormat(rawValue: text) else {
            throw section.place.error("\"format\" should be one of \(DataFormat.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return format
    }

    private func filters(_ node: SpecificationNode?) throws -> [RowFilter] {
        try (node?.elements ?? []).map { element in
            guard let text = element.text, let filter = RowFilter(text) else {
                throw element.error("a condition should look like \"level >= 3\"; comparisons are == != < <= > >= in contains")
            }
            return filter
        }
    }

    private func columns(_ node: SpecificationNode?) throws -> ColumnMapping {
        var mapping = ColumnMapping()
        guard let node else { return mapping }
        guard case .mapping(let entries) = node.content else { throw node.error("\"columns\" should map fields to columns") }
        for entry in entries {
            guard let field = SampleField(rawValue: entry.key) else {
                let names = SampleField.allCases.map(\.rawValue)
                let hint = closestName(to: entry.key, among: names).map { "did you mean \"\($0)\"?" }
                throw entry.place.error("\"\(entry.key)\" is no field; \(hint ?? "fields are " + names.joined(separator: ", "))")
            }
            mapping.map(field, to: try source(entry.node))
        }
        return mapping
    }

    private func source(_ node: SpecificationNode) throws -> ColumnMapping.Source {
        let paths = try node.elements.map { element in
            guard let text = element.text else { throw element.error("a column should be a text") }
            return ColumnPath(text)
        }
        if case .sequence = node.content { return .paths(paths) }
        guard let path = paths.first else { throw node.error("a column should be a text") }
        return .path(path)
    }
}
