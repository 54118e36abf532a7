import Foundation

func makeFolder(_ path: String) async throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
}

func makeLink(_ path: String, to destination: String) async throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: destination)
}
