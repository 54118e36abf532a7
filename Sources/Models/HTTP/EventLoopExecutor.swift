import NIOCore

/// Runs tasks on the thread of an event loop, so that a task that waits for the network costs no change of threads.
///
/// Only for short pieces of work: while one runs, nothing is sent or received.
final class EventLoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
