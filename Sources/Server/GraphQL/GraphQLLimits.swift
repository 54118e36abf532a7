/// How much one request in GraphQL may ask for, so that no short text makes much work.
enum GraphQLLimits {
    private static let rootFields = 10
    private static let aliases = 10
    private static let depth = 10
    private static let selections = 1000

    static let tooDeep = GraphQLError("Query exceeds maximum depth of \(depth)")

    /// Throws when any operation of a request asks for too much.
    static func check(_ document: GraphQLDocument) throws(GraphQLError) {
        var (roots, mostAliases, count) = (0, 0, 0)
        for operation in document.operations {
            var pending = [(selections: operation.selections, depth: 1)]
            while let (selections, depth) = pending.popLast() {
                guard depth <= Self.depth else { throw tooDeep }
                let fields = document.fields(selections)
                mostAliases = max(mostAliases, fields.count { $0.alias != nil })
                if depth == 1 { roots += fields.count }
                count += fields.count
                guard count <= Self.selections else {
                    throw GraphQLError("Query exceeds maximum total selections of \(Self.selections)")
                }
                for field in fields { if let inner = field.selections { pending.append((inner, depth + 1)) } }
            }
        }
        try check(roots, rootFields, "root fields")
        try check(mostAliases, aliases, "aliases")
    }

    private static func check(_ count: Int, _ most: Int, _ what: String) throws(GraphQLError) {
        guard count > most else { return }
        throw GraphQLError("GraphQL queries should have at most \(most) \(what), got \(count) \(what).")
    }
}
