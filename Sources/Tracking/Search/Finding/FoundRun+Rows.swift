extension FoundRun {
    /// The runs with those numbers, in their order, with what belongs to them: a fixed number of queries however many there are.
    static func all(_ keys: [Int64], _ connection: any SQLConnection) throws -> [FoundRun] {
        guard !keys.isEmpty else { return [] }
        var page = try FoundRunPage(keys, connection)
        try page.addMetrics(connection)
        try page.addParams(connection)
        try page.addTags(connection)
        try page.addDatasets(connection)
        try page.addModels(connection)
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
        _ body: (Int, any SQLRow) throws -> Void
    ) throws {
        var last: (key: Int64, place: Int)?
        try connection.forEachFetchedRow(
            "SELECT run_key, \(columns) FROM \(table) WHERE \(isOfPage.sql) ORDER BY \(order)", isOfPage.arguments
        ) { row in
            guard let key = row.integer(0) else { return true }
            if last?.key != key { last = places[key].map { (key, $0) } }
            if let last, last.key == key { try body(last.place, row) }
            return true
        }
    }

    mutating func addMetrics(_ connection: any SQLConnection) throws {
        var width = 0
        try forEachRow(of: "latest_metric", Metric.foundColumns, orderBy: "run_key, name", connection) { place, row in
            runs[place].metrics.append(Metric(found: row, from: 1), expecting: width)
            width = runs[place].metrics.count
        }
    }

    mutating func addParams(_ connection: any SQLConnection) throws {
        var width = 0
        try forEachRow(of: "param", "name, value", orderBy: "run_key, name", connection) { place, row in
            runs[place].params.append(NamedText(row.text(1) ?? "", row.text(2) ?? ""), expecting: width)
            width = runs[place].params.count
        }
    }

    mutating func addTags(_ connection: any SQLConnection) throws {
        var width = 0
        try forEachRow(of: "run_tag", "name, value", orderBy: "run_key, name", connection) { place, row in
            runs[place].tags.append(NamedText(row.text(1) ?? "", row.text(2) ?? ""), expecting: width)
            width = runs[place].tags.count
        }
    }

    mutating func addDatasets(_ connection: any SQLConnection) throws {
        var positions: [Int64: [Int: Int]] = [:]
        try forEachRow(
            of: "run_dataset JOIN dataset ON dataset.key = run_dataset.dataset_key", "dataset_key, \(FoundDataset.columns)",
            orderBy: "run_key, dataset_key", connection
        ) { place, row in
            positions[row.integer(1) ?? 0, default: [:]][place] = runs[place].datasets.count
            runs[place].datasets.append(FoundDataset(row, from: 2))
        }
        guard !positions.isEmpty else { return }
        try forEachRow(of: "run_dataset_tag", "dataset_key, name, value", orderBy: "run_key, dataset_key, name", connection) { place, row in
            guard let position = positions[row.integer(1) ?? 0]?[place] else { return }
            runs[place].datasets[position].tags.append(NamedText(row.text(2) ?? "", row.text(3) ?? ""))
        }
    }

    mutating func addModels(_ connection: any SQLConnection) throws {
        try forEachRow(of: "run_input_model", "model_id", orderBy: "run_key, model_id", connection) { place, row in
            runs[place].inputModels.append(row.text(1) ?? "")
        }
        try forEachRow(of: "run_output_model", "model_id, step", orderBy: "run_key, model_id", connection) { place, row in
            runs[place].outputModels.append(ModelOutput(id: row.text(1) ?? "", step: row.integer(2) ?? 0))
        }
    }
}

extension Array {
    /// Appends an element to a list that grows about as long as the one before it, so that memory is asked for once.
    fileprivate mutating func append(_ element: Element, expecting count: Int) {
        if isEmpty { reserveCapacity(count) }
        append(element)
    }
}

extension Metric {
    /// What a search tells about a metric: nothing of the dataset and the model that it is about, as in MLflow.
    fileprivate static let foundColumns = "name, step, recorded_time, value, is_nan"

    /// Reads ``foundColumns`` from a row, the first of them at a place.
    fileprivate init(found row: any SQLRow, from first: Int) {
        let isNaN = row.integer(first + 4) == 1
        self.init(
            row.text(first) ?? "", isNaN ? .nan : row.number(first + 3) ?? 0, step: row.integer(first + 1) ?? 0,
            time: Timestamp(rawValue: row.integer(first + 2) ?? 0))
    }
}
