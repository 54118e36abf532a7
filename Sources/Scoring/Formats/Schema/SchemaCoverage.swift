/// Which members and elements of a value some rule has looked at.
struct SchemaCoverage {
    var names: Set<String> = []
    var leadingItems = 0
    var items: Set<Int> = []

    mutating func merge(_ other: SchemaCoverage) {
        names.formUnion(other.names)
        items.formUnion(other.items)
        leadingItems = max(leadingItems, other.leadingItems)
    }
}
