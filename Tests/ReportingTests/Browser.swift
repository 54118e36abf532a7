import Foundation

/// A Chromium without window that loads a page and prints its elements once the page's script has run.
enum Browser {
    /// The program, where one is installed.
    static let program: String? = {
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        let found = names.lazy.compactMap(installed).first
        if found == nil { print("skipped: no Chromium in PATH, so the pages are not opened in a browser") }
        return found
    }()

    /// The path of a program in `PATH`.
    static func installed(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static var isInstalled: Bool { program != nil }

    /// The elements of the page at an address as HTML. A browser that gives up under load is started again.
    static func elements(at address: String) async throws -> String {
        var elements = ""
        for _ in 0..<3 where !elements.contains("</html>") { elements = try await load(address) }
        return elements
    }

    private static func load(_ address: String) async throws -> String {
        let output = Pages.folder.appending(path: "dom-\(UUID().uuidString).html")
        let profile = Pages.folder.appending(path: "profile-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        defer {
            try? FileManager.default.removeItem(at: output)
            try? FileManager.default.removeItem(at: profile)
        }
        let process = Process()
        process.executableURL = URL(filePath: program ?? "/nonexistent")
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--window-size=1280,900",
            "--virtual-time-budget=4000",
            "--user-data-dir=" + profile.path, "--dump-dom", address,
        ]
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        for await _ in ends {}
        return try String(contentsOf: output, encoding: .utf8)
    }

    /// What stands between the start tag that holds `mark` and the next `end`.
    static func part(of elements: String, from mark: String, to end: String) -> String? {
        guard let start = elements.range(of: mark), let close = elements.range(of: end, range: start.upperBound..<elements.endIndex) else {
            return nil
        }
        return String(elements[start.upperBound..<close.lowerBound])
    }
}
