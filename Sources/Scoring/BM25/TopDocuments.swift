/// The best documents so far: a heap with the worst of them on top. O(log k) per insertion.
struct TopDocuments {
    typealias Entry = (score: Double, document: Int32)

    private let limit: Int
    private var heap: [Entry] = []

    init(limit: Int) { self.limit = limit }

    /// Whether a document would be among the best; of equal scores the earlier document is better.
    func admits(_ score: Double, _ document: Int32) -> Bool {
        guard heap.count >= limit, let worst = heap.first else { return limit > 0 }
        return Self.isWorse(worst, (score, document))
    }

    /// Adds a document that ``admits(_:_:)`` let in, dropping the worst when there are too many.
    mutating func insert(_ score: Double, _ document: Int32) {
        if heap.count < limit {
            heap.append((score, document))
            siftUp(heap.count - 1)
        } else if !heap.isEmpty {
            heap[0] = (score, document)
            siftDown()
        }
    }

    /// All documents, best first.
    func bestFirst() -> [Entry] { heap.sorted { Self.isWorse($1, $0) } }

    private static func isWorse(_ left: Entry, _ right: Entry) -> Bool {
        left.score != right.score ? left.score < right.score : left.document > right.document
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0, Self.isWorse(heap[child], heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var worst = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && Self.isWorse(heap[child], heap[worst]) {
                worst = child
            }
            if worst == parent { return }
            heap.swapAt(parent, worst)
            parent = worst
        }
    }
}
