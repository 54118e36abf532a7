import Dispatch
import Evaluation
import Foundation

/// Turns Ctrl-C (and a request to terminate) into a stop that finishes what is in flight; a second one ends the process at once.
struct Interruption {
    private let sources: [any DispatchSourceSignal]

    init(_ control: EvaluationControl) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if control.isStopping { _exit(128 + number) }
                StandardError.write("\ntouchstone: finishing the calls in flight; interrupt again to stop at once\n")
                control.stop()
            }
            source.resume()
            return source
        }
    }

    /// Gives the signals back.
    func end() {
        for source in sources { source.cancel() }
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
    }
}
