import Reporting
import TouchstoneJSON

extension ComparisonDesign {
    /// Who answers the samples.
    var perRun: String { isPaired ? "that both runs answer" : "of each run" }

    /// Where the difference starts from; empty where it does not matter.
    var fromRate: String {
        switch scores {
        case .rates(let rate), .correlatedRates(let rate, _): " from a rate of \(NumberText.given(rate))"
        case .pairedRates, .numbers, .pairedNumbers: ""
        }
    }

    /// Whether a rise and a fall of one size need different numbers of samples.
    var isLopsided: Bool {
        switch scores {
        case .rates(let rate), .correlatedRates(let rate, _): rate != 0.5
        case .pairedRates, .numbers, .pairedNumbers: false
        }
    }

    /// What was assumed and how it was computed.
    var assumptions: String {
        let clusters = designEffect == 1 ? "" : ", design effect \(NumberText.short(designEffect))"
        return "assumes \(known), two-sided level \(alpha)\(clusters)"
    }

    private var known: String {
        switch scores {
        case .rates(let rate): "different samples in the two runs, a rate of \(rate) in one of them (z test, pooled variance)"
        case .pairedRates(let share): "the same samples in both runs, of which \(NumberText.percent(share)) differ (McNemar; Connor 1987)"
        case .correlatedRates(let rate, let correlation):
            "the same samples in both runs, a rate of \(rate) in the baseline and a correlation of \(correlation) (McNemar; Connor 1987)"
        case .numbers(let deviation): "different samples in the two runs, a standard deviation of \(deviation) (t test)"
        case .pairedNumbers(let deviation):
            "the same samples in both runs, differences with a standard deviation of \(NumberText.short(deviation)) (paired t test)"
        }
    }

    /// The design under the keys of `docs/stats.md`.
    var json: JSONValue {
        var object: JSONObject = ["paired": .bool(isPaired), "alpha": JSONValue(alpha), "design_effect": JSONValue(designEffect)]
        switch scores {
        case .rates(let rate): object["rate"] = JSONValue(rate)
        case .pairedRates(let share): object["discordant"] = JSONValue(share)
        case .correlatedRates(let rate, let correlation):
            object["rate"] = JSONValue(rate)
            object["correlation"] = JSONValue(correlation)
        case .numbers(let deviation): object["sd"] = JSONValue(deviation)
        case .pairedNumbers(let deviation): object["difference_sd"] = JSONValue(deviation)
        }
        return .object(object)
    }
}
