import Digests
import Scoring
import TouchstoneJSON

/// The documents that a retriever searches, read once.
struct RetrieverCorpus: Sendable {
    /// The documents' ids, all different.
    private(set) var ids: [String] = []
    /// Their texts.
    private(set) var texts: [String] = []
    /// Their vectors, all of one length; empty when vectors take no part.
    private(set) var vectors: [[Float]] = []
    /// The digest of the digests of all files' unpacked bytes, in order.
    private(set) var digest = ""

    /// Reads all files row by row. Throws ``DataProblem`` for a file or row that cannot be read, a column that is not there, an id that
    /// occurs twice, a vector of another length, and when there are no documents at all.
    init(_ specification: RetrieverSpecification) throws(DataProblem) {
        var content = ContentDigest()
        var lines: [String: String] = [:]
        for file in specification.documents {
            guard !ByteSource.isReadOnce(file) else {
                throw DataProblem(source: file, reason: "a retriever's documents are read by every run; put them into a file")
            }
            var reader = try RowReader(path: file)
            while let item = try reader.next() {
                switch item {
                case .problem(let problem, _): throw problem
                case .row(let row): try add(RetrieverRow(row, file), specification, &lines)
                }
            }
            content.update(Array(reader.digest.utf8))
        }
        guard !ids.isEmpty else {
            throw DataProblem(
                source: specification.documents.joined(separator: ", "), reason: "there are no documents; a retriever needs at least one")
        }
        digest = content.hex
    }

    private mutating func add(
        _ row: RetrieverRow, _ specification: RetrieverSpecification, _ lines: inout [String: String]
    ) throws(DataProblem) {
        let id = try row.identifier(specification.id)
        let text = try row.text(specification.text)
        if let earlier = lines.updateValue(row.place, forKey: id) {
            throw row.problem("the document \"\(id)\" is there already, in \(earlier); ids of documents must be unique")
        }
        if specification.readsVectors {
            let vector = try row.vector(specification.vector)
            if let first = vectors.first, first.count != vector.count {
                throw row.problem("the vector has \(vector.count) numbers, those before have \(first.count)")
            }
            vectors.append(vector)
        }
        ids.append(id)
        texts.append(text)
    }
}
