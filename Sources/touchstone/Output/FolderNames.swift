/// The names of the folders that runs' reports go into.
enum FolderNames {
    /// One name for each run: its own with letters, digits, dots and hyphens only, and with a number where another has it already.
    static func names(for runs: [String]) -> [String] {
        var taken: Set<String> = []
        return runs.map { run in
            let name = plain(run)
            var candidate = name
            var number = 2
            // Some file systems do not tell capitals from small letters.
            while !taken.insert(candidate.lowercased()).inserted {
                candidate = "\(name)-\(number)"
                number += 1
            }
            return candidate
        }
    }

    private static func plain(_ name: String) -> String {
        let kept = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" }
        let visible = String(kept.drop { $0 == "." })
        return visible.isEmpty ? "run" : visible
    }
}
