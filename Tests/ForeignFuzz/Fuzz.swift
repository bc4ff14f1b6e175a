import Basics
import Casework
import Exchange
import Glibc
import Tickets
import XML

/// What libFuzzer calls with every input: the first byte chooses the format, the others are the document. Anything but
/// records, each with what is wrong in it, or a fault is a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 1 else { return 0 }
    let mappings = Mappings.all
    let mapping = mappings[Int(start[0]) % mappings.count]
    let document = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    _ = ExchangeDetection.detect(document)
    do throws(DocumentFault) {
        let reader = try mapping.reader(of: .bytes(document), named: "f", options: Mappings.options)
        var last = 0
        while let record = try reader.next() {
            require(record.ordinal > last && record.line >= 1 && record.column >= 1)
            last = record.ordinal
            for problem in record.problems { require(problem.line >= 1 && !problem.message.isEmpty) }
            let mapped = mapping.read(record.ticket)
            for loss in record.losses + mapped.losses { require(!loss.sentence.isEmpty) }
            for file in mapped.intake.files {
                require(!file.attachment.name.contains("/") && !file.attachment.name.contains("\\"))
            }
            _ = try? mapped.intake.form.facts()
            _ = record.original()
        }
        for problem in reader.problems { require(!problem.isEmpty) }
    } catch { require(!error.sentence.isEmpty) }
    return 0
}

/// The name under which the package's linker looks for the program's beginning; libFuzzer's own has another.
@_cdecl("ForeignFuzz_main")
public func begin(
    _ count: CInt,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
    var count = count
    var words = words
    return runFuzzer(&count, &words, fuzz)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private func require(_ condition: Bool) {
    if !condition { abort() }
}

/// The mappings that Recoup brings, read once.
private enum Mappings {
    static let options: ImportOptions = {
        var limits = Limits.standard
        limits.bytes = 1 << 20
        return ImportOptions(limits: limits)
    }()

    static let all: [Mapping] = {
        guard let folder = getenv("RECOUP_TEMPLATES") else { abort() }
        return ExchangeFormat.allCases.filter(\.canBeRead).compactMap {
            try? Mapping($0, templates: String(cString: folder))
        }
    }()
}
