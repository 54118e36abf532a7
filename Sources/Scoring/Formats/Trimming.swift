extension String {
    /// The text without white space at its ends, as Python's `str.strip()` leaves it.
    func trimmingPythonWhitespace() -> String {
        let bytes = Array(utf8)
        return String(decoding: bytes[pythonStripped(bytes)], as: UTF8.self)
    }
}
