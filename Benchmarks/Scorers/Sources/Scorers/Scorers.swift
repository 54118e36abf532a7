import Foundation

/// Our side of the ratios: `Scorers MEASURE INPUT SECONDS` measures one and prints JSON, as `Peers/peers.py` does for the other side.
@main
struct Scorers {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let seconds = Double(arguments[3]), let measure = Measure.all[arguments[1]] else {
            let names = Measure.all.keys.sorted().joined(separator: " ")
            FileHandle.standardError.write(Data("usage: Scorers MEASURE INPUT SECONDS; measures are \(names)\n".utf8))
            exit(64)
        }
        do {
            let (rows, once) = try measure(arguments[2])
            print(try Timing(seconds: seconds, once).json(rows: rows))
        } catch {
            FileHandle.standardError.write(Data("Scorers: \(error)\n".utf8))
            exit(70)
        }
    }
}
