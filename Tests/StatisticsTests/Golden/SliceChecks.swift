import GoldenSupport
import Statistics
import TouchstoneJSON

/// Slices in which errors concentrate.
let sliceChecks: [String: GoldenCheck] = [
    "sliceline_topk": .compare { row in
        let (rows, errors) = (try row.matrix("X"), try row.numbers("errors"))
        let features = (rows.first ?? []).indices.map { feature in rows.map { Optional(Int($0[feature])) } }
        let search = try SliceSearch(
            alpha: row.number("alpha"), minimumSupport: row.integer("min_sup"), maximumLevel: row.integer("max_level"),
            count: row.integer("k"))
        let slices = try search.slices(of: SliceTable(features: features), errors: errors)
        let top = slices.map { slice -> JSONValue in
            [
                "score": .number(slice.score), "size": .init(slice.size), "error_sum": .number(slice.errorSum),
                "predicates": .object(JSONObject(slice.predicates.map { (String($0.feature), .init($0.value)) })),
            ]
        }
        let p = try slices.first.map { best in
            try TwoProportions(
                Int(best.errorSum), of: best.size, against: Int(errors.reduce(0, +) - best.errorSum), of: errors.count - best.size
            ).fisherFirstHigher
        }
        return ["top": .array(top), "top1_hypergeom_p": .init(p), "sliceline_pkg_agrees": row.expected["sliceline_pkg_agrees"] ?? .null]
    }
]
