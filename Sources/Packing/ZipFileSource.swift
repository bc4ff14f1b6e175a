private import CLibZip
import Glibc

/// Lets libzip read from, and write to, a file without a name.
enum ZipFileSource {
    /// Holds the file until the library frees the source. Nil when there is no memory.
    static func make(_ file: TemporaryFile, _ error: UnsafeMutableRawPointer) -> OpaquePointer? {
        let state = Unmanaged.passRetained(ZipFileState(file))
        let source = zip_source_function_create(
            { state, data, length, command in
                guard let state else { return -1 }
                return ZipFileSource.answer(state, data, length, command)
            },
            state.toOpaque(),
            error.assumingMemoryBound(to: zip_error_t.self)
        )
        if source == nil { state.release() }
        return source
    }

    private static let commands = [
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
        ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE,
        ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE,
        ZIP_SOURCE_REMOVE, ZIP_SOURCE_SUPPORTS,
    ]

    private static func answer(
        _ pointer: UnsafeMutableRawPointer,
        _ data: UnsafeMutableRawPointer?,
        _ length: UInt64,
        _ command: zip_source_cmd_t
    ) -> Int64 {
        let unmanaged = Unmanaged<ZipFileState>.fromOpaque(pointer)
        if command == ZIP_SOURCE_FREE {
            unmanaged.release()
            return 0
        }
        let state = unmanaged.takeUnretainedValue()
        let count = Int(clamping: length)
        switch command {
        case ZIP_SOURCE_OPEN: state.readPosition = 0
        case ZIP_SOURCE_READ:
            let target = UnsafeMutableRawBufferPointer(start: data, count: count)
            guard let got = try? state.file.file.read(at: state.readPosition, into: target) else {
                return state.fail(ZIP_ER_READ)
            }
            state.readPosition += Int64(got)
            return Int64(got)
        case ZIP_SOURCE_CLOSE, ZIP_SOURCE_COMMIT_WRITE: break
        case ZIP_SOURCE_STAT:
            guard let found = data?.assumingMemoryBound(to: zip_stat_t.self) else { return -1 }
            zip_stat_init(found)
            found.pointee.size = UInt64(state.file.size)
            found.pointee.valid |= UInt64(ZIP_STAT_SIZE)
            return Int64(MemoryLayout<zip_stat_t>.size)
        case ZIP_SOURCE_ERROR: return zip_error_to_data(&state.error, data ?? pointer, data == nil ? 0 : length)
        case ZIP_SOURCE_SEEK: return state.seek(\.readPosition, data, length)
        case ZIP_SOURCE_TELL: return state.readPosition
        case ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_REMOVE:
            state.writePosition = 0
            do { try state.file.empty() } catch { return state.fail(ZIP_ER_WRITE) }
        case ZIP_SOURCE_WRITE:
            let bytes = UnsafeRawBufferPointer(start: data, count: count)
            do { try state.file.file.write(bytes, at: state.writePosition) } catch { return state.fail(ZIP_ER_WRITE) }
            state.writePosition += Int64(count)
            state.file.note(size: state.writePosition)
            return Int64(count)
        case ZIP_SOURCE_SEEK_WRITE: return state.seek(\.writePosition, data, length)
        case ZIP_SOURCE_TELL_WRITE: return state.writePosition
        case ZIP_SOURCE_SUPPORTS: return commands.reduce(0) { $0 | 1 << Int64($1.rawValue) }
        default: return state.fail(ZIP_ER_OPNOTSUPP)
        }
        return 0
    }
}

/// Where the library reads and writes.
private final class ZipFileState {
    let file: TemporaryFile
    var readPosition: Int64 = 0
    var writePosition: Int64 = 0
    var error = zip_error_t()

    init(_ file: TemporaryFile) {
        self.file = file
        zip_error_init(&error)
    }

    deinit { zip_error_fini(&error) }

    func fail(_ code: Int32) -> Int64 {
        zip_error_set(&error, code, errno)
        return -1
    }

    func seek(
        _ position: ReferenceWritableKeyPath<ZipFileState, Int64>,
        _ data: UnsafeMutableRawPointer?,
        _ length: UInt64
    ) -> Int64 {
        guard let data else { return fail(ZIP_ER_INVAL) }
        let place = zip_source_seek_compute_offset(
            UInt64(self[keyPath: position]),
            UInt64(file.size),
            data,
            length,
            &error
        )
        guard place >= 0 else { return -1 }
        self[keyPath: position] = place
        return 0
    }
}
