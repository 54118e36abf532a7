#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How many files and connections the process may have open.
enum OpenFileLimit {
    private static let wanted: rlim_t = 65_536

    /// The limit that holds now.
    static var current: Int? { limits().map { Int(clamping: $0.rlim_cur) } }

    /// Raises the limit as far as the system lets us, up to what a server can use.
    static func raise() {
        guard var limits = limits(), limits.rlim_cur < wanted else { return }
        limits.rlim_cur = min(limits.rlim_max, wanted)
        #if canImport(Glibc)
            _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
        #else
            _ = setrlimit(RLIMIT_NOFILE, &limits)
        #endif
    }

    private static func limits() -> rlimit? {
        var limits = rlimit()
        #if canImport(Glibc)
            return getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 ? limits : nil
        #else
            return getrlimit(RLIMIT_NOFILE, &limits) == 0 ? limits : nil
        #endif
    }
}
