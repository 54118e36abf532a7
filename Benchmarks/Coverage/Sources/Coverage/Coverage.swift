import Statistics

/// Simulates data whose truth is known and counts how often the default intervals hold it.
///
/// Prints one row per estimator, sample size and distribution. Rows marked `held` must cover 93 to 97 % (cautious intervals: at
/// least 93 %); the others show where an interval is not to be trusted. Exits with 1 when a held row does not.
@main
struct Coverage {
    static func main() {
        print(row("estimator", "n", "truth", "nominal", "covered", "range"))
        var failures = 0
        for scenario in Scenario.all {
            let covered = scenario.coverage(seed: 20_260_101)
            let isInside = covered >= 0.93 && (covered <= 0.97 || scenario.isCautious)
            if scenario.isHeld, !isInside { failures += 1 }
            let range = !scenario.isHeld ? "-" : isInside ? "held" : "MISSED"
            print(row(scenario.estimator, String(scenario.n), scenario.truth, "0.95", fixed(covered), range))
        }
        print(failures == 0 ? "every held row covers" : "\(failures) held rows do not cover")
        if failures > 0 { exitWithFailure() }
    }

    private static func row(_ cells: String...) -> String {
        zip(cells, [34, 6, 26, 9, 9, 8]).map { $0 + String(repeating: " ", count: max(1, $1 - $0.count)) }.joined()
    }

    private static func fixed(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let digits = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
