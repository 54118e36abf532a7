#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Asks for a password on standard input.
enum PasswordPrompt {
    /// The first line of standard input. A person at a terminal is asked twice and does not see what they write.
    static func read() throws -> String {
        guard isatty(0) == 1 else { return readLine() ?? "" }
        let password = try unseen("Password: ")
        guard try unseen("Again: ") == password else { throw CommandFailure(.usage, "the two passwords differ") }
        return password
    }

    /// A line that the terminal does not show.
    private static func unseen(_ question: String) throws -> String {
        StandardError.write(question)
        var usual = termios()
        guard tcgetattr(0, &usual) == 0 else { return readLine() ?? "" }
        var silent = usual
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(0, TCSAFLUSH, &silent)
        defer {
            tcsetattr(0, TCSAFLUSH, &usual)
            StandardError.write("\n")
        }
        guard let line = readLine() else { throw CommandFailure(.usage, "no password was given") }
        return line
    }
}
