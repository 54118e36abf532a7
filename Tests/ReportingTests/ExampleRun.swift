import Reporting
import Statistics
import TouchstoneJSON

/// A run with everything a report can hold, for snapshots and pictures; nothing in it is random.
enum ExampleRun {
    static func verdict(
        _ metric: String, _ estimate: Double?, _ lower: Double, _ upper: Double, n: Int, method: String = "wilson", clusters: Int? = nil
    ) -> Verdict {
        var verdict = Verdict(metric: metric, n: n)
        verdict.estimate = estimate
        verdict.interval = estimate == nil ? nil : Interval(lower: lower, upper: upper, level: 0.95, method: method)
        verdict.clusters = clusters
        return verdict
    }

    static var report: RunReport {
        var report = RunReport(
            run: RunReference(id: "8d1f0c2ab6e44f5d", name: "qa-nightly-7", experiment: "support answers"), status: .finished,
            startedAt: 1_795_246_205_000, endedAt: 1_795_246_330_500)
        report.touchstoneVersion = "0.4.0"
        report.settings = [
            Setting("provider", "openai"), Setting("temperature", "0"), Setting("max_tokens", "256"), Setting("epochs", "1"),
            Setting("seed", "17"),
        ]
        report.lineage = Lineage(
            dataset: .init(name: "support-questions", digest: "sha256:4f1c9a02", rows: 300),
            prompt: .init(name: "support-answer", version: "12", digest: "sha256:aa07b3de"),
            model: .init(name: "gpt-4.1-mini", provider: "openai", version: "fp_a3c1"))
        report.calls = calls
        report.samples = SampleCounts(total: 300, failed: 77, errored: 1, unscored: 2)
        report.scoreNames = ["exact_match", "rougeL/v1", "toxicity/v1"]
        report.metrics = metrics
        report.gates = gates
        report.warnings = ["errors in 0.3 % of samples"]
        return report
    }

    private static var calls: CallSummary {
        var calls = CallSummary()
        calls.made = 212
        calls.cached = 88
        calls.retried = 9
        calls.failed = 1
        calls.inputTokens = 184_223
        calls.outputTokens = 41_902
        calls.cost = 0.1407
        calls.latency = [.init(50, seconds: 0.71), .init(90, seconds: 1.92), .init(99, seconds: 6.4)]
        return calls
    }

    private static var gates: [GateReport] {
        [
            GateReport(
                text: "exact_match >= 0.8", outcome: .failed,
                sentence: "0.742 [0.690, 0.788] lies wholly below 0.8 on 297 samples."),
            GateReport(
                text: "rougeL/v1/mean >= 0.7", outcome: .inconclusive,
                sentence: "0.713 [0.684, 0.741] holds 0.7 within it; about 900 samples would decide."),
            GateReport(
                text: "toxicity/v1/ratio <= 0.02", outcome: .passed,
                sentence: "0.0 [0.000, 0.013] lies wholly below 0.02 on 299 samples."),
        ]
    }

    private static var metrics: [MetricReport] {
        var exact = MetricReport(
            name: "Exact match", key: "exact_match", verdict: verdict("exact_match", 0.7424, 0.6898, 0.7886, n: 297),
            counts: ScoreCounts(scored: 297, unscored: 2, errored: 1), scale: 0...1)
        exact.slices = [
            SliceReport(Slice("language", "de"), verdict("exact_match", 0.62, 0.522, 0.709, n: 100)),
            SliceReport(Slice("language", "en"), verdict("exact_match", 0.8032, 0.7397, 0.8542, n: 197)),
        ]
        exact.confusion = ConfusionMatrix(labels: ["refund", "shipping", "other"], counts: [[88, 9, 4], [11, 71, 8], [19, 26, 61]])
        var rouge = MetricReport(
            name: "ROUGE-L", key: "rougeL/v1/mean",
            verdict: verdict("rougeL/v1/mean", 0.7131, 0.6843, 0.7412, n: 299, method: "bootstrap BCa", clusters: 41),
            counts: ScoreCounts(scored: 299, errored: 1), scale: 0...1)
        rouge.verdict.assumptions = ["clusters are exchangeable"]
        rouge.histogram = [4, 2, 7, 11, 18, 26, 39, 58, 61, 73].enumerated().map {
            HistogramBin(lower: Double($0.offset) / 10, upper: Double($0.offset + 1) / 10, count: $0.element)
        }
        var toxicity = MetricReport(
            name: "Toxic answers", key: "toxicity/v1/ratio", direction: .lower,
            verdict: verdict("toxicity/v1/ratio", 0, 0, 0.0127, n: 299), counts: ScoreCounts(scored: 299, errored: 1), scale: 0...1)
        toxicity.curves = [
            Curve(.roc, points: [.init(0, 0), .init(0.02, 0.6), .init(0.1, 0.86), .init(0.4, 0.97), .init(1, 1)], area: 0.938),
            Curve(.precisionRecall, points: [.init(0, 1), .init(0.6, 0.93), .init(0.86, 0.7), .init(1, 0.31)], area: 0.871),
        ]
        toxicity.verdict.warnings = ["floor: nothing was toxic, so the ratio says little"]
        var calibration = MetricReport(
            name: "Calibration error", key: "calibration_error", direction: .lower,
            verdict: verdict("calibration_error", 0.064, 0.041, 0.097, n: 299, method: "bootstrap percentile"),
            counts: ScoreCounts(scored: 299, errored: 1), scale: 0...1)
        calibration.reliability = [(0.1, 0.16, 31), (0.3, 0.34, 44), (0.5, 0.47, 60), (0.7, 0.61, 84), (0.9, 0.83, 80)].map {
            ReliabilityBin(
                predicted: $0.0, observed: $0.1,
                interval: Interval(lower: $0.1 - 0.09, upper: $0.1 + 0.09, level: 0.95, method: "wilson"), n: $0.2)
        }
        let tokens = MetricReport(
            name: "Tokens per answer", key: "token_count/mean", direction: .neutral,
            verdict: verdict("token_count/mean", 139.67, 131.2, 148.4, n: 299, method: "t"),
            counts: ScoreCounts(scored: 299, errored: 1))
        var undefined = MetricReport(
            name: "Judge agreement", key: "judge_kappa", verdict: verdict("judge_kappa", nil, 0, 0, n: 0),
            counts: ScoreCounts(scored: 0, unscored: 300))
        undefined.verdict.undefinedReason = "no sample has a human label"
        return [exact, rouge, toxicity, calibration, tokens, undefined]
    }
}

extension ExampleRun {
    static let hostile = #"</script><img src=x onerror="document.title='owned'"><!-- <b>&amp; "# + "\u{1B}[31m\u{0}\u{202E}"

    /// Five samples, one of each state, with hostile and foreign text in them.
    static var samples: [SampleReport] {
        var first = SampleReport(index: 0, id: "q-001", inputs: ["question": "How long does a refund take?"])
        first.slices = [Slice("language", "en")]
        first.outputs = "A refund takes five working days."
        first.expected = "A refund takes five working days."
        first.calls = CallFigures(cached: true, inputTokens: 611, outputTokens: 9)
        first.scores = [
            ScoreReport(name: "exact_match", value: true, passed: true),
            ScoreReport(name: "rougeL/v1", value: 1), ScoreReport(name: "toxicity/v1", value: 0.001, passed: true),
        ]
        var second = SampleReport(
            index: 1, id: "q-002",
            inputs: [
                ["role": "system", "content": "Answer shortly."],
                ["role": "user", "content": "Wie lange dauert der Versand nach Österreich?"],
            ])
        second.slices = [Slice("language", "de")]
        second.outputs = "Der Versand nach Österreich dauert drei bis fünf Werktage."
        second.expected = ["Der Versand nach Österreich dauert zwei bis drei Werktage.", "Zwei bis drei Werktage."]
        second.context = ["Versand: AT 2–3 Werktage, CH 4 Werktage."]
        second.calls = CallFigures(attempts: 2, inputTokens: 640, outputTokens: 14, seconds: 1.92, cost: 0.0006)
        second.scores = [
            ScoreReport(name: "exact_match", value: false, rationale: "differs at word 7: drei, expected zwei", passed: false),
            ScoreReport(name: "rougeL/v1", value: 0.667), ScoreReport(name: "toxicity/v1", value: 0.0004, passed: true),
        ]
        var third = SampleReport(index: 2, id: "q-003", inputs: ["question": .string(hostile)])
        third.slices = [Slice("language", "en")]
        third.error = "429 from openai after 5 attempts: rate limit reached"
        third.scores = [ScoreReport(name: "exact_match", value: nil, error: "no answer to score")]
        var fourth = SampleReport(index: 3, id: "q-004", epoch: 2, inputs: "返品はできますか？ 👩‍👩‍👧")
        fourth.slices = [Slice("language", "ja")]
        fourth.outputs = .string("=HYPERLINK(\"https://example.org\")\nはい、\"30日\"以内です。, " + hostile)
        fourth.scores = [
            ScoreReport(name: "exact_match", value: nil, reason: "the row has no expected answer"),
            ScoreReport(name: "rougeL/v1", value: 0.0000213), ScoreReport(name: "surprise", value: "odd"),
        ]
        var fifth = SampleReport(index: 4, id: "q-005", inputs: ["question": "مرحبا، أين طلبي؟"])
        fifth.slices = [Slice("language", "ar"), Slice("tier", "gold")]
        fifth.outputs = "طلبك في الطريق."
        fifth.expected = "طلبك سيصل غدا."
        fifth.scores = [
            ScoreReport(name: "exact_match", value: false, passed: false), ScoreReport(name: "rougeL/v1", value: 0.25),
            ScoreReport(name: "toxicity/v1", value: nil, error: "the classifier timed out"),
        ]
        return [first, second, third, fourth, fifth]
    }
}
