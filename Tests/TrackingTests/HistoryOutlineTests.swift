import Testing

@testable import Tracking

@Suite struct HistoryOutlineTests {
    private func points(_ values: some Sequence<Double>) -> [MetricPoint] {
        values.enumerated().map { MetricPoint(value: $0.element, step: Int64($0.offset), time: .fixed()) }
    }

    @Test(arguments: [0, 1, 2, 99, 100]) func `a short history is kept whole`(count: Int) {
        for slope in [1.0, 0] {
            let points = points((0..<count).map { 5 + slope * Double($0) })
            let outline = HistoryOutline(points, limit: 100)
            #expect(outline.points == points)
            #expect(outline.count == count && outline.last == points.last)
        }
    }

    @Test(arguments: [101, 102, 1000, 12_345]) func `a long history keeps its ends and extremes, in order`(count: Int) {
        let values: [Double] = (0..<count).map { $0 == count / 3 ? -70.0 : $0 == count / 2 ? 500 : Double($0 % 7) }
        let outline = HistoryOutline(points(values), limit: 100)
        let kept = outline.points
        #expect(outline.count == count && outline.gaps == 0)
        #expect(kept.first?.step == 0 && kept.last?.step == Int64(count - 1))
        #expect((50...102).contains(kept.count))
        #expect(kept.map(\.value).min() == -70 && kept.map(\.value).max() == 500)
        #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.step < $1.step })
    }

    @Test func `of values that are not finite one of each part is kept`() {
        let values: [Double] = (0..<5000).map { $0 % 1000 == 500 ? Double.nan : $0 >= 4000 ? -.infinity : 1 }
        let outline = HistoryOutline(points(values), limit: 100)
        #expect(outline.gaps == 1004)
        #expect(outline.points.count < 152)
        #expect(Set(outline.points.filter { $0.value.isNaN }.map(\.step)).isSuperset(of: [500, 1500, 2500, 3500]))
        #expect(outline.last?.value == -.infinity)
    }

    @Test func `values at one step are told apart by time`() {
        let points = (0..<3).map { MetricPoint(value: 1, step: 4, time: .fixed(Int64($0))) }
        #expect(HistoryOutline(points, limit: 10).isAtOneStep)
        #expect(!HistoryOutline(self.points([1, 2]), limit: 10).isAtOneStep)
    }
}
