extension String {
    /// The names that a path is made of, as a file system reads them: every slash parts two, whatever character it would be joined to.
    package var pathSegments: [Substring] { utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) } }
}

extension Array<Substring> {
    /// Whether the names of a path are those of a folder's, byte for byte, and perhaps more.
    func lie(within folder: [Substring]) -> Bool { starts(with: folder) { $0.utf8.elementsEqual($1.utf8) } }
}
