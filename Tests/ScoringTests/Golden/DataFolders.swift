import Foundation
import Scoring

/// Where golden checks look for third-party dictionaries: the folder that users fill, and the data that lies beside the project.
enum DataFolders {
    static let all: [DictionaryFolder] = {
        var folders = [DictionaryFolder.standard]
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<6 {
            folder = folder.deletingLastPathComponent()
            folders.append(DictionaryFolder(path: folder.appending(path: "shared/data").path))
        }
        return folders
    }()

    /// The bytes of a file in the first folder that has it; nil, after saying so, when none has.
    static func bytes(of file: DictionaryFolder.File) -> [UInt8]? {
        for folder in all { if let bytes = folder.bytes(of: file) { return bytes } }
        print("golden rows that need \(file.rawValue) are skipped: it is in neither \(all[0].path) nor shared/data")
        return nil
    }
}
