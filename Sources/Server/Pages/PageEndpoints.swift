/// Pages for people.
enum PageEndpoints {
    static let all: [Endpoint] = []
}
