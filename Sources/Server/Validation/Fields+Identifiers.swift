import TouchstoneJSON
import Tracking

extension Fields {
    /// The run that a request is about, by `run_id` or, from older clients, `run_uuid`.
    func runID() throws(MLflowError) -> RunID {
        if let id = try text("run_id"), !id.isEmpty { return RunID(rawValue: id) }
        guard let id = try text("run_uuid"), !id.isEmpty else { throw missing("run_id") }
        return RunID(rawValue: id)
    }

    /// As ``runID()``, of the form that identifiers have: a letter or digit, then at most 255 of these, `_` or `-`.
    func checkedRunID() throws(MLflowError) -> RunID {
        let id = try runID()
        let isWord = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        let bytes = id.rawValue.utf8
        guard let first = bytes.first, isWord(first), bytes.count <= 256,
            bytes.allSatisfy({ isWord($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") })
        else { throw wrong("run_id", .string(id.rawValue)) }
        return id
    }

    /// The experiment that a request is about.
    func experimentID(_ field: String = "experiment_id") throws(MLflowError) -> ExperimentID {
        try ExperimentID(checking: try requiredText(field))
    }

    /// The experiments that a request is about; none when the field is absent.
    func experimentIDs(_ field: String = "experiment_ids") throws(MLflowError) -> [ExperimentID] {
        var ids: [ExperimentID] = []
        for text in try texts(field) { ids.append(try ExperimentID(checking: text)) }
        return ids
    }
}

extension ExperimentID {
    /// The number that a text writes; one that no experiment can have when it is larger than any.
    init(checking text: String) throws(MLflowError) {
        if let number = Int64(text) {
            self.init(rawValue: number)
        } else if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            self.init(rawValue: .max)
        } else {
            throw .invalid("Invalid experiment ID '\(text)'. Experiment ID must be a valid integer.")
        }
    }
}
