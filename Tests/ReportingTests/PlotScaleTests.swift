import Testing

@testable import Reporting

@Suite struct PlotScaleTests {
    private static let labelled: [(values: [Double], labels: [String])] = [
        ([2.5e-5, 9e-5], ["2e-5", "4e-5", "6e-5", "8e-5", "1e-4"]), ([0, 9e-5], ["0", "2.5e-5", "5e-5", "7.5e-5", "1e-4"]),
        ([0.91, 0.97], ["0.90", "0.92", "0.94", "0.96", "0.98"]), ([1.9e9, 1.1e9], ["1e9", "1.25e9", "1.5e9", "1.75e9", "2e9"]),
        ([5.5e99, 2.5e99], ["2e99", "3e99", "4e99", "5e99", "6e99"]), ([-3, 2], ["-4", "-2", "0", "2"]),
        ([1_234_567.893, 1_200_000], ["1.2e6", "1.21e6", "1.22e6", "1.23e6", "1.24e6"]), ([0, 1500], ["0", "500", "1000", "1500"]),
        ([1e9, 1e9 + 4], ["1e9", "+1", "+2", "+3", "+4"]),
    ]

    @Test(arguments: labelled) func `an axis that fits its values has short labels`(values: [Double], labels: [String]) {
        #expect(PlotScale(fitting: values).shortLabels == labels)
    }

    private static let odd: [[Double]] = [
        [0], [4], [100], [1e-5], [-1e-300], [Double.leastNonzeroMagnitude], [1e300, -1e300],
        [Double.greatestFiniteMagnitude, -Double.greatestFiniteMagnitude],
        [1e17, 1e17 + 16], [Double.nan, 3, Double.infinity], [], [-1.5e-7, 3.25e-6], [0.1 + 0.2, 0.3], [123_456.789, -0.001],
        [Double(Int64.max), 0], [999_999.5, 1_000_000.5],
    ]

    @Test(arguments: odd) func `any values are held by an axis with a few different labels`(values: [Double]) {
        let scale = PlotScale(fitting: values)
        #expect(scale.lower < scale.upper)
        for value in values where abs(value) < 4e307 { #expect(scale.lower <= value && value <= scale.upper) }
        for value in values { #expect((0...1).contains(scale.share(value))) }
        let labels = scale.shortLabels
        #expect((2...7).contains(labels.count) && labels.count == scale.ticks.count, "\(labels)")
        #expect(Set(labels).count == labels.count, "\(labels)")
        #expect(labels.allSatisfy { $0.count <= 8 }, "\(labels)")
    }

    @Test func `a single small value does not lie flat on zero, scores keep the scale of scores`() {
        #expect((0.2...0.8).contains(PlotScale(fitting: [1e-5]).share(1e-5)))
        #expect(PlotScale(fitting: [2e-5, 9e-5]).share(9e-5) > 0.7)
        #expect(PlotScale(holding: [2e-5, 9e-5]) == PlotScale(holding: [0, 1]))
        #expect(PlotScale(holding: [4]).lower < 4 && PlotScale(holding: [4]).upper > 4)
    }
}
