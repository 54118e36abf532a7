extension Array<NamedText> {
    /// One of each name, the last that was given, in the order in which the names first came.
    var lastOfEachName: [NamedText] {
        var places: [String: Int] = [:]
        var result: [NamedText] = []
        for text in self {
            if let place = places[text.name] {
                result[place] = text
            } else {
                places[text.name] = result.count
                result.append(text)
            }
        }
        return result
    }
}
