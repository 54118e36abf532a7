/// Models that runs have logged.
enum LoggedModelEndpoints {
    static let all: [Endpoint] = []
}
