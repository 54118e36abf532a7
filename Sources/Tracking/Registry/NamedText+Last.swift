import TouchstoneJSON

extension Array<NamedText> {
    /// One of each name, the last that was given, in the order in which the names first came.
    var lastOfEachName: [NamedText] {
        var places: [ExactText: Int] = [:]
        var result: [NamedText] = []
        for text in self {
            if let place = places[ExactText(text.name)] {
                result[place] = text
            } else {
                places[ExactText(text.name)] = result.count
                result.append(text)
            }
        }
        return result
    }
}
