import Reporting
import Statistics

/// The ways of saying what people would have said: the judge alone, the labels alone, both together.
struct CorrectionFigures {
    /// The judge's scores of all rows, uncorrected.
    let judgeAlone: Verdict
    /// The labels without the judge.
    let labelsAlone: Verdict
    /// Prediction-powered inference; without estimate below 30 labels.
    private(set) var predictionPowered: Verdict?
    /// The judge's rate on unlabelled rows, corrected by its error rates on labelled ones; without estimate for graded scores.
    private(set) var roganGladen: Verdict
    /// Of answers that people pass and fail, the shares on which the judge agrees.
    private(set) var errorRates: [Verdict] = []
    /// The weight that the judge got in PPI.
    private(set) var weight: Double?
    /// How many times as many labels alone would give PPI's precision.
    private(set) var effectiveRatio: Double?
    /// The lower 95 % bound of sensitivity + specificity − 1.
    private(set) var youdenLowerBound: Double?

    init(_ labels: HumanLabels, level: Double) {
        let truth = labels.labelled.compactMap { labels.truth[$0] }
        let judged = labels.labelled.compactMap { labels.judge.values[$0] }
        let rest = labels.unlabelled.compactMap { labels.judge.values[$0] }
        judgeAlone = .single(metric: "judge alone", values: judged + rest, isBinary: labels.judge.isPassFail, level: level, seed: 0)
        labelsAlone = .single(
            metric: "labels alone", values: truth, isBinary: truth.allSatisfy { $0 == 0 || $0 == 1 }, level: level, seed: 0)
        roganGladen = Verdict(metric: "rogan-gladen", n: rest.count)
        roganGladen.level = level
        addMean(truth, judged, rest, isRate: labels.isPassFail, level)
        guard labels.isPassFail else {
            roganGladen.undefinedReason = "it corrects passes and fails only"
            return
        }
        addErrorRates(truth, judged, level)
        addCorrectedRate(truth, judged, rest, level)
    }

    /// The figures in the order of the report.
    func all(withMean: Bool) -> [Verdict] {
        (withMean ? [predictionPowered].compactMap { $0 } : []) + (errorRates.isEmpty ? [] : [roganGladen]) + [labelsAlone, judgeAlone]
            + errorRates
    }

    private mutating func addMean(_ truth: [Double], _ judged: [Double], _ rest: [Double], isRate: Bool, _ level: Double) {
        var verdict = Verdict(metric: "ppi", n: truth.count)
        verdict.level = level
        verdict.assumptions = ["the labelled rows are a random sample of all rows", "units are independent"]
        do {
            guard truth.count >= 30 else { throw Undefined("at least 30 labels are needed, got \(truth.count)") }
            let mean =
                truth.count < 100
                ? try PredictionPoweredMean(smallSample: truth, judged: judged, unlabelled: rest, level: level)
                : try PredictionPoweredMean(labels: truth, judged: judged, unlabelled: rest, level: level)
            verdict.estimate = isRate ? min(1, max(0, mean.estimate)) : mean.estimate
            var interval = mean.interval
            if isRate { (interval.lower, interval.upper) = (max(0, interval.lower), min(1, interval.upper)) }
            verdict.interval = interval
            (weight, effectiveRatio) = (mean.weight, mean.effectiveSampleRatio)
        } catch {
            verdict.undefinedReason = (error as? Undefined)?.reason ?? "\(error)"
        }
        predictionPowered = verdict
    }

    private mutating func addErrorRates(_ truth: [Double], _ judged: [Double], _ level: Double) {
        errorRates = [1.0, 0.0].map { label in
            let agreed = zip(truth, judged).filter { $0.0 == label }.map { $0.1 == label ? 1.0 : 0 }
            let name = label == 1 ? "judge's sensitivity" : "judge's specificity"
            return .single(metric: name, values: agreed, isBinary: true, level: level, seed: 0)
        }
    }

    private mutating func addCorrectedRate(_ truth: [Double], _ judged: [Double], _ rest: [Double], _ level: Double) {
        roganGladen.assumptions = ["the judge errs as often on these rows as on the labelled ones", "units are independent"]
        let pairs = Array(zip(truth, judged))
        for (label, rate) in [(0.0, "specificity"), (1.0, "sensitivity")] where !truth.contains(label) {
            roganGladen.undefinedReason =
                "people \(label == 0 ? "fail" : "pass") none of the labelled rows, so the judge's \(rate) is unknown"
            return
        }
        guard !rest.isEmpty else {
            roganGladen.undefinedReason = "every row is labelled, so there is nothing to correct"
            return
        }
        let calibration = RoganGladen.Calibration(
            negatives: pairs.count { $0.0 == 0 }, trueNegatives: pairs.count { $0 == (0, 0) }, positives: pairs.count { $0.0 == 1 },
            truePositives: pairs.count { $0 == (1, 1) })
        do {
            let rate = try RoganGladen(passes: rest.count { $0 == 1 }, total: rest.count, calibration: calibration, level: level)
            youdenLowerBound = rate.youdenLowerBound
            guard rate.isReliable else {
                let bound = NumberText.short(rate.youdenLowerBound)
                throw Undefined("the judge is too weak to correct: sensitivity + specificity - 1 may be as low as \(bound), not above 0.1")
            }
            (roganGladen.estimate, roganGladen.interval) = (rate.estimate, rate.interval)
        } catch {
            roganGladen.undefinedReason = (error as? Undefined)?.reason ?? "\(error)"
        }
    }
}
