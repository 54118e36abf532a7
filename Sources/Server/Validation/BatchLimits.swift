import TouchstoneJSON

/// How much one batch of notes may hold.
enum BatchLimits {
    private static let metrics = 1000
    private static let others = 100
    private static let all = 1000

    /// Throws when there is too much of anything in a batch, or two params have one name.
    static func check(metrics metricCount: Int, params: [String], tags tagCount: Int) throws(MLflowError) {
        try check(metricCount, metrics, "metrics")
        try check(params.count, others, "params")
        try check(tagCount, others, "tags")
        try check(metricCount + params.count + tagCount, all, "metrics, params, and tags")
        var seen: Set<ExactText> = []
        let repeated = params.map { ExactText($0) }.filter { !seen.insert($0).inserted }
        guard repeated.isEmpty else {
            let list = Set(repeated).sorted().map { "'\($0.text)'" }.joined(separator: ", ")
            throw .invalid(
                """
                Duplicate parameter keys have been submitted: [\(list)]. \
                Please ensure the request contains only one param value per param key.
                """)
        }
    }

    private static func check(_ count: Int, _ limit: Int, _ what: String) throws(MLflowError) {
        guard count > limit else { return }
        throw .invalid(
            """
            A batch logging request can contain at most \(limit) \(what). Got \(count) \(what). \
            Please split up \(what) across multiple requests and try again.
            """)
    }
}
