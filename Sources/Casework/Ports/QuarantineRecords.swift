/// What can be read of quarantined records and of how they were settled.
package protocol QuarantineRecords {
    /// One record of a run; nil when there is none.
    func intakeRecord(_ ordinal: Int64, of run: IntakeRun.ID) throws -> IntakeRecord?
    /// Quarantined records without a resolution, of one run or of all, the latest run first, by ordinal, at most `limit`.
    func openRecords(of run: IntakeRun.ID?, limit: Int) throws -> [OpenRecord]
    /// How a record was settled; nil while it is open.
    func resolution(of ordinal: Int64, in run: IntakeRun.ID) throws -> IntakeResolution?
    /// How the records of a run were settled, by ordinal.
    func resolutions(in run: IntakeRun.ID) throws -> [IntakeResolution]
    /// How many were settled of each run that has any.
    func resolutionCounts() throws -> [IntakeRun.ID: ResolutionCounts]
}

/// What can be written of them.
package protocol MutableQuarantineRecords: QuarantineRecords {
    /// Notes how a record was settled. Throws ``Overtaken`` when it was before.
    func append(_ resolution: IntakeResolution) throws
}
