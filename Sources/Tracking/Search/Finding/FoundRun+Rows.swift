extension FoundRun {
    /// The runs with those numbers, in their order, with what belongs to them: a fixed number of queries however many there are.
    static func all(_ keys: [Int64], _ connection: any SQLConnection) throws -> [FoundRun] {
        guard !keys.isEmpty else { return [] }
        var page = try FoundRunPage(keys, connection)
        try page.addMetrics(connection)
        try page.addParams(connection)
        try page.addTags(connection)
        try page.addDatasets(connection)
        return page.runs
    }
}

/// Runs that are being put together, by their numbers.
private struct FoundRunPage {
    private(set) var runs: [FoundRun]
    private let places: [Int64: Int]
    private let isOfPage: SQLFragment

    init(_ keys: [Int64], _ connection: any SQLConnection) throws {
        isOfPage = connection.dialect.isAmong("run_key", keys)
        var found: [Int64: FoundRun] = [:]
        found.reserveCapacity(keys.count)
        let wanted = connection.dialect.isAmong("key", keys)
        try connection.forEachFetchedRow("SELECT key, \(Run.columns) FROM run WHERE \(wanted.sql)", wanted.arguments) { row in
            var columns = SQLColumns(row)
            found[try columns.int64()] = FoundRun(run: try Run(&columns))
            return true
        }
        let present = keys.filter { found[$0] != nil }
        runs = present.compactMap { found[$0] }
        places = Dictionary(present.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }

    /// Runs a query over rows of the page's runs, which begin with the run's number, and hands over each with the run's place.
    private func forEachRow(
        of table: String, _ columns: String, orderBy order: String, _ connection: any SQLConnection,
        _ body: (Int, inout SQLColumns) throws -> Void
    ) throws {
        var last: (key: Int64, place: Int)?
        try connection.forEachFetchedRow(
            "SELECT run_key, \(columns) FROM \(table) WHERE \(isOfPage.sql) ORDER BY \(order)", isOfPage.arguments
        ) { row in
            var columns = SQLColumns(row)
            let key = try columns.int64()
            if last?.key != key { last = places[key].map { (key, $0) } }
            if let last, last.key == key { try body(last.place, &columns) }
            return true
        }
    }

    mutating func addMetrics(_ connection: any SQLConnection) throws {
        try forEachRow(of: "latest_metric", Metric.columns, orderBy: "run_key, name", connection) { place, columns in
            runs[place].metrics.append(try Metric(&columns))
        }
    }

    mutating func addParams(_ connection: any SQLConnection) throws {
        try forEachRow(of: "param", "name, value", orderBy: "run_key, name", connection) { place, columns in
            runs[place].params.append(NamedText(try columns.text(), try columns.text()))
        }
    }

    mutating func addTags(_ connection: any SQLConnection) throws {
        try forEachRow(of: "run_tag", "name, value", orderBy: "run_key, name", connection) { place, columns in
            runs[place].tags.append(NamedText(try columns.text(), try columns.text()))
        }
    }

    mutating func addDatasets(_ connection: any SQLConnection) throws {
        var positions: [Int64: [Int: Int]] = [:]
        try forEachRow(
            of: "run_dataset JOIN dataset ON dataset.key = run_dataset.dataset_key", "dataset_key, \(DatasetRecord.columns)",
            orderBy: "run_key, dataset_key", connection
        ) { place, columns in
            positions[try columns.int64(), default: [:]][place] = runs[place].datasets.count
            runs[place].datasets.append(try FoundDataset(&columns))
        }
        guard !positions.isEmpty else { return }
        try forEachRow(of: "run_dataset_tag", "dataset_key, name, value", orderBy: "run_key, dataset_key, name", connection) {
            place, columns in
            guard let position = positions[try columns.int64()]?[place] else { return }
            runs[place].datasets[position].tags.append(NamedText(try columns.text(), try columns.text()))
        }
    }
}
