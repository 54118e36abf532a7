package import NIOCore

/// Runs tasks on the thread of an event loop, so that a task that waits for the network costs no change of threads.
///
/// Only for short pieces of work: while one runs, nothing is sent or received.
package final class EventLoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    /// Runs tasks on that loop's thread.
    package init(_ loop: any EventLoop) { self.loop = loop }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
