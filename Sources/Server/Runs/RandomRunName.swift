/// Names for runs and models that were given none, such as `patient-heron-417`.
enum RandomRunName {
    static func next() -> String {
        var generator = SystemRandomNumberGenerator()
        return next(using: &generator)
    }

    static func next(using generator: inout some RandomNumberGenerator) -> String {
        let adjective = adjectives.randomElement(using: &generator) ?? "quiet"
        let noun = nouns.randomElement(using: &generator) ?? "heron"
        return "\(adjective)-\(noun)-\(Int.random(in: 0...999, using: &generator))"
    }

    private static let adjectives = [
        "agile", "amber", "ancient", "awake", "bold", "brave", "breezy", "bright", "brisk", "calm", "candid", "careful", "clever", "crisp",
        "curious", "daring", "dusky", "eager", "early", "earnest", "fair", "fleet", "fond", "frank", "gentle", "glad", "golden", "grand",
        "hardy", "hidden", "honest", "humble", "keen", "kind", "lively", "lucid", "lunar", "mellow", "merry", "mild", "nimble", "noble",
        "northern", "patient", "placid", "polite", "proud", "quick", "quiet", "rapid", "rustic", "sage", "serene", "silent", "silver",
        "sleek", "solar", "steady", "sturdy", "sunny", "swift", "tidy", "upbeat", "vivid", "warm", "wise", "witty", "young",
    ]

    private static let nouns = [
        "acorn", "alder", "anchor", "aspen", "badger", "beacon", "birch", "bison", "brook", "cedar", "cliff", "comet", "condor", "coral",
        "crane", "delta", "dune", "eagle", "ember", "falcon", "fern", "finch", "fjord", "fox", "glacier", "grove", "harbor", "hare",
        "hawk", "heath", "heron", "island", "jackdaw", "kestrel", "lagoon", "lantern", "larch", "lark", "lynx", "maple", "marten",
        "meadow", "moor", "newt", "oak", "orchid", "osprey", "otter", "owl", "pebble", "pine", "plover", "quartz", "raven", "reef",
        "ridge", "river", "robin", "sparrow", "spruce", "stoat", "summit", "swan", "thistle", "thrush", "tundra", "valley", "walrus",
        "willow", "wren",
    ]
}
