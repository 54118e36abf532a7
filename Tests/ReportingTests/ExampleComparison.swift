import Reporting
import Statistics
import TouchstoneJSON

/// A comparison with every outcome, for snapshots and pictures.
enum ExampleComparison {
    static func verdict(
        _ metric: String, _ baseline: Double, _ candidate: Double, _ lower: Double, _ upper: Double, moved: (Int, Int, Int),
        p: (Double, Double), outcome: Verdict.Outcome, method: String = "paired t"
    ) -> Verdict {
        var verdict = Verdict(metric: metric, n: moved.0 + moved.1 + moved.2)
        verdict.estimate = candidate
        verdict.difference = .init(
            baseline: baseline, candidate: candidate, estimate: candidate - baseline,
            interval: Interval(lower: lower, upper: upper, level: 0.95, method: method), higher: moved.0, lower: moved.1, equal: moved.2)
        verdict.pValue = .init(method: method, raw: p.0)
        verdict.pValue?.adjusted = p.1
        verdict.pValue?.adjustment = "holm"
        verdict.pValue?.familySize = 4
        verdict.minimumDetectableEffect = 0.041
        verdict.outcome = outcome
        return verdict
    }

    static var report: ComparisonReport {
        var report = ComparisonReport(
            candidate: RunReference(id: "8d1f0c2ab6e44f5d", name: "prompt v12", experiment: "support answers"),
            baseline: RunReference(id: "13ff70cc01ab8e92", name: "prompt v11", experiment: "support answers"))
        var exact = ComparedMetric(
            name: "Exact match", key: "exact_match", isPassFail: true,
            verdict: verdict(
                "exact_match", 0.711, 0.762, 0.013, 0.089, moved: (24, 9, 264), p: (0.0135, 0.0405), outcome: .better,
                method: "mcnemar exact"), margin: 0.02, unpaired: 3)
        exact.slices = [
            SliceReport(
                Slice("language", "de"),
                verdict("exact_match", 0.62, 0.61, -0.07, 0.05, moved: (5, 6, 89), p: (1, 1), outcome: .inconclusive)),
            SliceReport(
                Slice("language", "en"),
                verdict("exact_match", 0.757, 0.838, 0.035, 0.127, moved: (19, 3, 175), p: (0.0009, 0.0018), outcome: .better)),
        ]
        let rouge = ComparedMetric(
            name: "ROUGE-L", key: "rougeL/v1/mean",
            verdict: verdict(
                "rougeL/v1/mean", 0.713, 0.716, -0.006, 0.012, moved: (121, 117, 61), p: (0.51, 0.51), outcome: .equivalent), margin: 0.02)
        let toxicity = ComparedMetric(
            name: "Toxicity", key: "toxicity/v1/mean", direction: .lower,
            verdict: verdict(
                "toxicity/v1/mean", 0.012, 0.055, 0.021, 0.065, moved: (88, 31, 180), p: (0.00002, 0.00008), outcome: .worse), margin: 0.02)
        var grounded = ComparedMetric(
            name: "Groundedness", key: "groundedness/v1/mean",
            verdict: verdict(
                "groundedness/v1/mean", 0.84, 0.86, -0.021, 0.061, moved: (40, 31, 226), p: (0.34, 0.51), outcome: .inconclusive),
            margin: 0.02)
        grounded.verdict.warnings = ["the judge is not validated"]
        report.metrics = [exact, rouge, toxicity, grounded]
        report.gates = [
            GateReport(text: "exact_match not worse", outcome: .passed, sentence: "Better by 0.051 [0.013, 0.089]."),
            GateReport(text: "toxicity/v1/mean not worse", outcome: .failed, sentence: "Worse by 0.043 [0.021, 0.065]."),
        ]
        report.flips = flips
        report.flipsOmitted = 29
        return report
    }

    private static var flips: [Flip] {
        var fixed = Flip(
            sample: "q-002", metric: "exact_match", before: false, after: true, isFix: true, input: "How do I reset my password?")
        fixed.expected = "Use the link on the sign-in page."
        fixed.baselineAnswer = "Call the hotline."
        fixed.candidateAnswer = "Use the link on the sign-in page."
        var broke = Flip(
            sample: "q-117", epoch: 2, metric: "exact_match", before: true, after: false, isFix: false,
            input: .string("Wo ist mein Paket? " + ExampleRun.hostile))
        broke.slices = [Slice("language", "de")]
        broke.expected = "In der Sendungsverfolgung steht der Ort."
        broke.baselineAnswer = "In der Sendungsverfolgung steht der Ort."
        broke.candidateAnswer = "Das weiß ich nicht."
        var other = broke
        other.sample = "q-004"
        other.epoch = 1
        other.input = ["question": "Can I return opened software?"]
        other.slices = [Slice("language", "en")]
        return [fixed, broke, other]
    }
}
