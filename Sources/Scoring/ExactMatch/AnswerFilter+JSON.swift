import TouchstoneJSON

extension AnswerFilter {
    private static let matching = [
        ScorerParameter("regex_pattern", .text, default: "#### (\\-?[0-9\\.\\,]+)", "Where the answer stands."),
        ScorerParameter("group_select", .integer, default: 0, "Which match counts: 0 the first, -1 the last."),
        ScorerParameter("fallback", .text, default: "[invalid]", "The answer when nothing matches."),
    ]

    /// What each function takes, by lm-evaluation-harness' names.
    private static let functions: [(name: String, parameters: [ScorerParameter])] = [
        ("regex", matching),
        (
            "multi_choice_regex",
            matching + [
                ScorerParameter("ignore_case", .boolean, default: false, "Look for choices in lower case."),
                ScorerParameter("ignore_punctuation", .boolean, default: false, "Delete punctuation before."),
                ScorerParameter("regexes_to_ignore", .json, "Patterns whose occurrences are deleted before, a list."),
            ]
        ),
        ("regex_pos", [ScorerParameter("fallback", .json, default: ["invalid"], "The tags when there are none, a list.")]),
        ("format_span", []), ("remove_whitespace", []), ("lowercase", []), ("uppercase", []),
        (
            "map",
            [
                ScorerParameter("mapping_dict", .json, default: .object([:]), "An object of text to text."),
                ScorerParameter("default_value", .text, default: "None", "The answer for other texts."),
            ]
        ),
        ("take_first", []), ("take_first_k", [ScorerParameter("k", .integer, required: true, "How many answers are kept.")]),
        ("majority_vote", []),
    ]

    /// Reads a step: a function's name, or an object with `function` and its parameters. Throws ``ScorerArgumentError``.
    init(json: JSONValue) throws(ScorerArgumentError) {
        guard let name = json.stringValue ?? json["function"]?.stringValue else {
            throw ScorerArgumentError("a filter should be the name of a function, or an object with \"function\" and its parameters")
        }
        guard let function = Self.functions.first(where: { $0.name == name }) else {
            let names = Self.functions.map(\.name)
            let hint =
                closestName(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? "; there are \(names.joined(separator: ", "))"
            throw ScorerArgumentError("there is no filter \"\(name)\"\(hint)")
        }
        var given = json.objectValue ?? [:]
        given["function"] = nil
        try self.init(name, try ScorerArguments(given, scorer: "filter \(name)", parameters: function.parameters))
    }

    private init(_ name: String, _ arguments: ScorerArguments) throws(ScorerArgumentError) {
        let fallback = arguments.text("fallback") ?? "[invalid]"
        switch name {
        case "regex":
            self = .regex(
                try Pattern(arguments.text("regex_pattern") ?? ""), groupSelect: arguments.integer("group_select") ?? 0, fallback: fallback)
        case "multi_choice_regex":
            self = .choice(
                try ChoiceFilter(
                    try Pattern(arguments.text("regex_pattern") ?? ""), groupSelect: arguments.integer("group_select") ?? 0,
                    fallback: fallback, regexesToIgnore: arguments.list("regexes_to_ignore") ?? [],
                    ignoresCase: arguments.flag("ignore_case"), ignoresPunctuation: arguments.flag("ignore_punctuation")))
        case "regex_pos":
            self = .partOfSpeechTags(try Pattern("\\('([^']*)', '([^']*)'\\)"), fallback: arguments.list("fallback") ?? ["invalid"])
        case "format_span": self = .entities(try EntityFilter())
        case "remove_whitespace": self = .removeWhitespace
        case "lowercase": self = .lowercase
        case "uppercase": self = .uppercase
        case "map":
            let names = (arguments.json("mapping_dict")?.objectValue ?? [:]).map { ($0.key, $0.value.asText) }
            self = .map(Dictionary(names) { $1 }, fallback: arguments.text("default_value") ?? "None")
        case "take_first_k":
            guard let k = arguments.integer("k"), k >= 1 else {
                throw ScorerArgumentError("the parameter \"k\" of the filter \"take_first_k\" should be 1 or more")
            }
            self = .takeFirstK(k)
        case "majority_vote": self = .majorityVote
        default: self = .takeFirst
        }
    }
}
