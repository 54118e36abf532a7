#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the process itself uses, under the names that Prometheus' own libraries give these figures.
enum ProcessFigures {
    /// Memory, processor time and open files; figures that the system does not tell are left out.
    static func exposition() -> String {
        var text = ""
        func add(_ name: String, _ kind: String, _ value: Double?) {
            if let value { text += "# TYPE \(name) \(kind)\n\(name) \(value)\n" }
        }
        add("process_cpu_seconds_total", "counter", processorSeconds)
        add("process_resident_memory_bytes", "gauge", residentBytes)
        add("process_open_fds", "gauge", openFiles)
        add("process_max_fds", "gauge", OpenFileLimit.current.map(Double.init))
        return text
    }

    private static var processorSeconds: Double? {
        var usage = rusage()
        #if canImport(Glibc)
            guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
        #else
            guard getrusage(RUSAGE_SELF, &usage) == 0 else { return nil }
        #endif
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6 }
    }

    /// The second figure of `/proc/self/statm`, in pages.
    private static var residentBytes: Double? {
        guard let file = fopen("/proc/self/statm", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
    }

    private static var openFiles: Double? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = -3
        while readdir(folder) != nil { count += 1 }
        return Double(max(0, count))
    }
}
