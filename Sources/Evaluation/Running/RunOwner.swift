import Foundation

/// Which process fills a run, so that two of them never fill the same.
enum RunOwner {
    /// This process: host and number.
    static var current: String { "\(host) \(ProcessInfo.processInfo.processIdentifier)" }

    private static var host: String { ProcessInfo.processInfo.hostName }

    /// Whether the process named by a tag still lives on this machine. Of other machines nothing is known; their runs may be continued.
    static func isAlive(_ owner: String?) -> Bool {
        guard let words = owner?.split(separator: " "), words.count == 2, words[0] == host[...], let number = pid_t(words[1]) else {
            return false
        }
        return number != ProcessInfo.processInfo.processIdentifier && kill(number, 0) == 0
    }
}
