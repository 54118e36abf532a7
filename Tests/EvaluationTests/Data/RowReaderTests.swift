import Foundation
import Testing
import TouchstoneJSON

@testable import Evaluation

@Suite struct RowReaderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Rows as JSON texts, problems as their sentences without the folder.
    private func items(_ path: String) throws -> [String] {
        var reader = try RowReader(path: path)
        var items: [String] = []
        while let item = try reader.next() {
            switch item {
            case .row(let row): items.append(JSONValue.object(row.columns).text())
            case .problem(let problem, _): items.append(problem.description.replacing(folder.path + "/", with: ""))
            }
        }
        return items
    }

    @Test func `a malformed line is a problem with line and column, and the others are read`() throws {
        let path = try folder.write("a.jsonl", "{\"a\":1}\n{\"a\":}\n\n{\"a\":2}")
        #expect(try items(path) == ["{\"a\":1}", "a.jsonl, line 2, column 6: expected a value", "{\"a\":2}"])
    }

    @Test func `lines end with line feed or with carriage return and line feed, and a byte order mark is skipped`() throws {
        let path = try folder.write("a.jsonl", [0xEF, 0xBB, 0xBF] + Array("{\"a\":1}\r\n{\"a\":2}\r\n".utf8))
        #expect(try items(path) == ["{\"a\":1}", "{\"a\":2}"])
    }

    @Test func `invalid UTF-8 and rows that are no objects are problems`() throws {
        let path = try folder.write("a.jsonl", Array("{\"a\":\"".utf8) + [0xFF] + Array("\"}\n[1]\n".utf8))
        let found = try items(path)
        #expect(found.count == 2)
        #expect(found[0].hasPrefix("a.jsonl, line 1"))
        #expect(found[1] == "a.jsonl, line 2: a row should be a JSON object, but is an array")
    }

    @Test func `a line of a hundred megabytes is skipped with a sentence and the next row is read`() throws {
        let long = Array("{\"a\":\"".utf8) + [UInt8](repeating: 0x61, count: 100_000_000) + Array("\"}\n{\"b\":1}\n".utf8)
        let path = try folder.write("long.jsonl", long)
        #expect(try items(path) == ["long.jsonl, line 1: the row is longer than 64 MiB; it was skipped", "{\"b\":1}"])
    }

    @Test func `JSON arrays are cut into their elements over any line breaks`() throws {
        let path = try folder.write("a.json", "[\n {\"a\": \"x]},{\\\"\"},\n {\"b\": [1, {\"c\": 2}]}\n]\n")
        #expect(try items(path) == ["{\"a\":\"x]},{\\\"\"}", "{\"b\":[1,{\"c\":2}]}"])
    }

    @Test func `a cut off JSON array is an error of the file`() throws {
        let path = try folder.write("a.json", "[{\"a\":1},{\"a\":")
        #expect { try items(path) } throws: { "\($0)".contains("the array is not closed") }
    }

    @Test func `CSV keeps quoted commas, quotes and line breaks, and ragged rows are problems`() throws {
        let path = try folder.write("a.csv", "id,text\r\n1,\"a, \"\"b\"\"\nc\"\r\n2\n3,\n4,\"[1,2]\"\n")
        #expect(
            try items(path) == [
                "{\"id\":\"1\",\"text\":\"a, \\\"b\\\"\\nc\"}",
                "a.csv, line 4: the row has 1 cells, but the header names 2 columns; quote cells that hold commas",
                "{\"id\":\"3\",\"text\":null}", "{\"id\":\"4\",\"text\":[1,2]}",
            ])
    }

    @Test func `gzip is unpacked, also in several members, and damage is found`() throws {
        let packed = try #require(Data(base64Encoded: "H4sIAAAAAAAAA6tWSlSyMqzlqlZKUrIyquUCAMiyzp8QAAAA"))
        let whole = try folder.write("a.jsonl.gz", packed + packed)
        #expect(try items(whole) == ["{\"a\":1}", "{\"b\":2}", "{\"a\":1}", "{\"b\":2}"])
        let cut = try folder.write("cut.jsonl.gz", packed.dropLast(12))
        #expect { try items(cut) } throws: { "\($0)".contains("cut off") }
    }

    @Test func `a pipe is read once and not scanned`() async throws {
        let path = folder.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        #expect(try DataScan(DataSpecification(files: [path])) == nil)
    }

    @Test func `a header that repeats a column is an error of the file`() throws {
        let path = try folder.write("a.csv", "a,a\n1,2\n")
        #expect { try items(path) } throws: { "\($0)".contains("names the column \"a\" twice") }
    }

    @Test func `a JSON string without end is not read into memory`() throws {
        let path = try folder.write("a.json", Array("[\"".utf8) + [UInt8](repeating: 0x61, count: 70 << 20))
        #expect { try items(path) } throws: { "\($0)".contains("longer than 64 MiB") }
    }

    @Test func `an empty file has no rows and a missing one is an error`() throws {
        #expect(try items(try folder.write("empty.jsonl", "")) == [])
        #expect { try items(folder.path + "/none.jsonl") } throws: { "\($0)".contains("No such file") }
    }
}
