#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whoever read standard output has closed it: nothing is wrong, there is just nobody left to write to.
struct OutputClosed: Error {}

/// Where data goes.
enum StandardOutput {
    /// Lets writes to a closed pipe, and beyond the largest file allowed, fail instead of killing the process.
    static func letWritesFail() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Whether a person is looking.
    static var isTerminal: Bool { isatty(1) == 1 }

    /// Columns of the terminal; 100 elsewhere.
    static var width: Int {
        var size = winsize()
        return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 100
    }

    /// Writes all bytes. Throws ``OutputClosed`` when the reader is gone, ``CommandFailure`` when the disk is full.
    static func write(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { systemWrite(1, $0.baseAddress?.advanced(by: written), $0.count - written) }
            if count >= 0 {
                written += count
            } else if errno == EPIPE {
                throw OutputClosed()
            } else if errno == EAGAIN || errno == EWOULDBLOCK {
                waitUntilWritable()
            } else if errno != EINTR {
                throw CommandFailure(.unavailable, "standard output cannot be written: \(String(cString: strerror(errno)))")
            }
        }
    }

    /// Waits for room when whoever started this program has made standard output one that does not wait by itself.
    private static func waitUntilWritable() {
        var output = pollfd(fd: 1, events: Int16(POLLOUT), revents: 0)
        poll(&output, 1, -1)
    }

    /// Writes a text.
    static func write(_ text: String) throws { try write(Array(text.utf8)) }
}

/// Where everything that is not data goes.
enum StandardError {
    /// Whether a person is looking.
    static var isTerminal: Bool { isatty(2) == 1 }

    /// Writes a text; a closed or full standard error is nobody's problem.
    static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { systemWrite(2, $0.baseAddress, $0.count) }
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
