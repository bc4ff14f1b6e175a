import Dispatch

/// The thread on which a session's blocking calls are made, so that they never sit on the threads that Swift's tasks
/// share.
final class SessionExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "postgres")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
