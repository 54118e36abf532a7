import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finds the addresses of hosts.
enum HostAddresses {
    private static let queue = DispatchQueue(label: "touchstone.names", attributes: .concurrent)

    /// All addresses of a host, which may be written as an address; none when it has none or nobody knows it.
    static func of(_ host: String) async -> [IPAddress] {
        if let address = IPAddress(host) { return [address] }
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: resolve(host)) }
        }
    }

    private static func resolve(_ host: String) -> [IPAddress] {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        var entry = list
        while let current = entry {
            if let address = address(of: current.pointee), !addresses.contains(address) { addresses.append(address) }
            entry = current.pointee.ai_next
        }
        return addresses
    }

    private static func address(of entry: addrinfo) -> IPAddress? {
        guard let pointer = entry.ai_addr else { return nil }
        if entry.ai_family == AF_INET {
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                withUnsafeBytes(of: address.pointee.sin_addr) { IPAddress(bytes: Array($0)) }
            }
        }
        guard entry.ai_family == AF_INET6 else { return nil }
        return pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
            withUnsafeBytes(of: address.pointee.sin6_addr) { IPAddress(bytes: Array($0)) }
        }
    }
}
