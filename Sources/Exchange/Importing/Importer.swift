package import Casework
package import Tickets
package import XML

/// Brings a document in: an intake, of our own or of another product's format, through the use-cases, an archive as it was.
///
/// Reading, checking and working out happen beside the transaction of the batch before. What a batch did is kept together
/// with the run's counts, so that whatever ends an import early, the run says what was done.
package struct Importer: Sendable {
    let desk: Desk
    let schema: ExchangeSchema

    package init(desk: Desk, schema: ExchangeSchema) {
        self.desk = desk
        self.schema = schema
    }

    /// Reads `source` to its end.
    ///
    /// - Parameters:
    ///   - format: how it is read.
    ///   - name: what sentences and the run call the document, usually the file's name.
    ///   - losses: told what the format or the mapping left behind, from any thread.
    ///   - progress: told after each batch, from any thread.
    ///   - isCancelled: asked between batches; true stops, and keeps what was done.
    /// - Throws: ``DocumentFault`` when nothing could be read at all; ``DeskError/notAllowed(_:)``: an intake takes
    ///   ``Permission/importRecords``, an archive ``Permission/restoreArchive``; ``StoreError``. A fault further inside is in
    ///   the report.
    package func run(
        _ source: ByteSource,
        named name: String,
        as format: ImportFormat = .own,
        options: ImportOptions = ImportOptions(),
        by actor: Actor,
        losses: @escaping @Sendable (LossNews) -> Void = { _ in },
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) async throws -> ImportReport {
        let stage = try ReaderStage(source, named: name, as: format, schema: schema, options: options)
        let job = try await job(
            stage,
            runName: name,
            options: options,
            totalBytes: source.size,
            by: actor,
            losses: losses,
            progress: progress,
            isCancelled: isCancelled
        )
        guard options.isWhole else { return try await job.runInBatches(stage) }
        do {
            return try await job.runWhole(stage, canBeReadAgain: source.canBeReadAgain) {
                try ReaderStage(source, named: name, as: format, schema: schema, options: options)
            }
        } catch is Overtaken { throw ImportJob.overtaken }
    }

    /// An import that has begun.
    func job(
        _ stage: ReaderStage,
        runName: String,
        options: ImportOptions,
        totalBytes: Int64? = nil,
        by actor: Actor,
        losses: @escaping @Sendable (LossNews) -> Void = { _ in },
        progress: @escaping @Sendable (ImportProgress) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) async throws -> ImportJob {
        let kind = stage.head.kind
        let (run, context) = try await desk.beginIntake(
            named: runName,
            format: stage.head.format,
            head: stage.head.startTag,
            restoring: kind == .archive,
            by: actor
        )
        return ImportJob(
            desk: desk,
            kind: kind,
            run: run,
            batches: BatchReader(desk: desk, run: run.id, context: context, options: options),
            totalBytes: totalBytes,
            progress: progress,
            losses: losses,
            isCancelled: isCancelled
        )
    }
}
