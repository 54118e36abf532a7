/// The media type of a file by its name, as MLflow's server tells it.
enum MediaTypeGuess {
    /// `text/plain` for sources and other texts, what the ending stands for otherwise, `application/octet-stream` when that is unknown.
    static func type(of name: some StringProtocol) -> String {
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
        if plainTexts.contains(ending) || name == "MLmodel" || name.lowercased() == "mlproject" { return "text/plain" }
        if ending == "gz" || ending == "bz2" || ending == "xz", name.lowercased().hasSuffix(".tar.\(ending)") { return "application/x-tar" }
        return types[ending] ?? "application/octet-stream"
    }

    private static let plainTexts: Set<String> = [
        "txt", "log", "err", "cfg", "conf", "cnf", "cf", "ini", "properties", "prop", "hocon", "toml", "yaml", "yml", "xml", "json", "js",
        "py", "py3", "csv", "tsv", "md", "rst", "ipynb",
    ]

    private static let types: [String: String] = [
        "html": "text/html", "htm": "text/html", "css": "text/css", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg",
        "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp", "webp": "image/webp", "ico": "image/vnd.microsoft.icon",
        "tif": "image/tiff", "tiff": "image/tiff", "pdf": "application/pdf", "zip": "application/zip", "tar": "application/x-tar",
        "wasm": "application/wasm", "h5": "application/x-hdf5", "hdf": "application/x-hdf", "mjs": "text/javascript", "c": "text/plain",
        "h": "text/plain", "sh": "application/x-sh", "wav": "audio/x-wav", "mp3": "audio/mpeg", "mp4": "video/mp4", "webm": "video/webm",
        "mpeg": "video/mpeg", "avi": "video/x-msvideo", "mov": "video/quicktime", "doc": "application/msword",
        "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint", "rtf": "application/rtf", "latex": "application/x-latex",
        "tex": "application/x-tex", "eml": "message/rfc822",
    ]
}
