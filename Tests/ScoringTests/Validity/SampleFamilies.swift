import Scoring
import Statistics
import TouchstoneJSON

/// Samples of every shape that a scorer of the catalogue takes, from a seed.
enum SampleFamilies {
    /// Arguments of the scorers that cannot do without.
    static let arguments: [String: JSONObject] = [
        "json_schema": ["schema": ["type": "object"]], "regex_match": ["pattern": "a+b"], "response_length": ["max_length": 100],
        "lexicon_share": ["words": ["the", "dog"]], "reading_ease_in": ["language": "de"],
    ]

    /// One list of samples per family.
    static func all(rows: Int, seed: UInt64) -> [[Sample]] {
        var random = Xoshiro256(seed: seed)
        return [texts, numbers, labels, probabilities, rankings, likelihoods, bbq, parity, toxicities].map { family in
            (0..<rows).map { Sample(family($0, &random)) }
        }
    }

    private static func pick<Element>(_ list: [Element], _ random: inout Xoshiro256) -> Element {
        list[random.nextIndex(below: list.count)]
    }

    private static func number(_ random: inout Xoshiro256) -> JSONValue { .number((random.nextDouble() * 2 - 1) * 10) }

    private static func texts(_ row: Int, _ random: inout Xoshiro256) -> JSONObject {
        let (answer, expected) = (pick(TextSamples.all, &random), pick(TextSamples.all, &random))
        return [
            "id": .integer(Int64(row)), "outputs": .string(pick(["he said", "she said", ""], &random) + answer),
            "expected": .string(expected), "context": .string(expected + answer),
            "inputs": .string(expected), "answers": [.string(answer), .string(expected), "x"],
            "logprobs": .array((0..<5).map { _ in .number(-random.nextDouble()) }), "latency": .number(0.1 + random.nextDouble()),
            "cost": 0.01,
            "time_to_first_token": .number(random.nextDouble()), "input_tokens": 7,
            "output_tokens": .integer(Int64(random.nextIndex(below: 90))),
        ]
    }

    private static func numbers(_ row: Int, _ random: inout Xoshiro256) -> JSONObject {
        ["outputs": number(&random), "expected": number(&random)]
    }

    private static func labels(_ row: Int, _ random: inout Xoshiro256) -> JSONObject {
        ["outputs": .string(pick(["yes", "no"], &random)), "expected": .string(pick(["yes", "no"], &random))]
    }

    private static func probabilities(_ row: Int, _ random: inout Xoshiro256) -> JSONObject {
        ["outputs": .number(random.nextDouble()), "expected": .integer(Int64(random.nextIndex(below: 2)))]
    }

    private static func rankings(_ row: Int, _ random: inout Xoshiro256) -> JSONObject {
        var (retrieved, relevant) = (JSONObject(), JSONObject())
        for document in 0..<12 {
            if random.nextDouble() < 0.7 { retrieved["d\(document)"] = number(&random) }
            if random.nextDouble() < 0.6 { relevant["d\(document)"] = .integer(Int64(random.nextIndex(below: 4)) - 1) }
        }
        return ["retrieved": .object(retrieved), "relevant": .object(relevant)]
    }

    private static func likelihoods(_ row: Int, _ random: inout Xoshiro256) -> JSONObject {
        ["outputs": ["stereotype": number(&random), "anti_stereotype": number(&random), "unrelated": number(&random)]]
    }

    private static func bbq(_ row: Int, _ random: inout Xoshiro256) -> JSONObject {
        [
            "outputs": .string(pick(["target", "non_target", "unknown"], &random)),
            "expected": .string(pick(["target", "non_target", "unknown"], &random)),
            "metadata": [
                "context": .string(pick(["ambig", "disambig"], &random)), "polarity": .string(pick(["neg", "nonneg"], &random)),
            ],
        ]
    }

    private static func parity(_ row: Int, _ random: inout Xoshiro256) -> JSONObject {
        ["outputs": .number(random.nextDouble()), "metadata": ["group": .integer(Int64(row % 3))], "cluster": .integer(Int64(row / 3))]
    }

    private static func toxicities(_ row: Int, _ random: inout Xoshiro256) -> JSONObject {
        ["outputs": .array((0...random.nextIndex(below: 3)).map { _ in .number(random.nextDouble()) })]
    }
}
