import CLibXML2

/// Holds a document against a schema while it is read: each record as a whole when it ends, and what is around the
/// records (the root, its attributes, which records may stand where) as it comes by.
final class SchemaCheck {
    private let schema: Schema
    private let log = ProblemLog()
    private let outlineLog = ProblemLog()
    private let validator: xmlSchemaValidCtxtPtr
    private let outlineValidator: xmlSchemaValidCtxtPtr
    private let plug: xmlSchemaSAXPlugPtr
    /// The library keeps the address of these two, and writes to them when it is unplugged.
    private let handlersPlace: UnsafeMutablePointer<xmlSAXHandlerPtr?>
    private let userPlace: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    /// The schema's own handlers, and the pointer they want.
    private let outline: xmlSAXHandler
    private let outlineUser: UnsafeMutableRawPointer?

    /// Names are compared by their pointers: equal names of one parser are one string.
    private var lastPlaced: UnsafePointer<xmlChar>?
    private var placedInRow = 0
    /// After so many records of one name the next of that name is taken to be allowed too.
    private static let longestRow = 1_000

    /// Nil if there is no memory.
    init?(_ schema: Schema) {
        guard let validator = xmlSchemaNewValidCtxt(schema.compiled) else { return nil }
        guard let outlineValidator = xmlSchemaNewValidCtxt(schema.compiled) else {
            xmlSchemaFreeValidCtxt(validator)
            return nil
        }
        let handlersPlace = UnsafeMutablePointer<xmlSAXHandlerPtr?>.allocate(capacity: 1)
        let userPlace = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: 1)
        handlersPlace.initialize(to: nil)
        userPlace.initialize(to: nil)
        guard let plug = xmlSchemaSAXPlug(outlineValidator, handlersPlace, userPlace),
            let handlers = handlersPlace.pointee
        else {
            xmlSchemaFreeValidCtxt(validator)
            xmlSchemaFreeValidCtxt(outlineValidator)
            handlersPlace.deallocate()
            userPlace.deallocate()
            return nil
        }
        self.schema = schema
        self.validator = validator
        self.outlineValidator = outlineValidator
        self.plug = plug
        outline = handlers.pointee
        outlineUser = userPlace.pointee
        self.handlersPlace = handlersPlace
        self.userPlace = userPlace
        log.attach(to: validator)
        outlineLog.attach(to: outlineValidator)
    }

    deinit {
        xmlSchemaSAXUnplug(plug)
        xmlSchemaFreeValidCtxt(outlineValidator)
        xmlSchemaFreeValidCtxt(validator)
        handlersPlace.deallocate()
        userPlace.deallocate()
    }

    /// An element around the records begins. Returns what is wrong with its name, place and attributes.
    func enter(_ tag: TagEvent) -> [String] {
        lastPlaced = nil
        outline.startElementNs?(
            outlineUser,
            tag.name,
            tag.prefix,
            tag.uri,
            Int32(tag.namespaceCount),
            tag.namespaces,
            Int32(tag.attributeCount),
            Int32(tag.defaultedCount),
            tag.attributes
        )
        return outlineLog.take().entries.map(\.message)
    }

    /// It ends. Returns what is missing inside.
    func leave(name: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?)
        -> [String]
    {
        lastPlaced = nil
        outline.endElementNs?(outlineUser, name, prefix, uri)
        return outlineLog.take().entries.map(\.message)
    }

    /// A record stands at this place. Returns why it may not; its inside is not looked at here.
    func place(name: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?)
        -> [String]
    {
        if name == lastPlaced {
            placedInRow += 1
            if placedInRow > Self.longestRow { return [] }
        } else {
            lastPlaced = name
            placedInRow = 1
        }
        outlineLog.wanted = .only(code: Int32(XML_SCHEMAV_ELEMENT_CONTENT.rawValue))
        outline.startElementNs?(outlineUser, name, prefix, uri, 0, nil, 0, 0, nil)
        let misplaced = outlineLog.take().entries.map(\.message)
        outlineLog.wanted = .none  // about the inside, which is not shown
        outline.endElementNs?(outlineUser, name, prefix, uri)
        outlineLog.wanted = .all
        return misplaced
    }

    /// Everything the schema does not allow in a record that is still attached to its document.
    func problems(of record: xmlNodePtr) -> (entries: [ProblemLog.Entry], omitted: Int) {
        guard xmlSchemaValidateOneElement(validator, record) != 0 else { return ([], 0) }
        return log.take()
    }

    /// The finding that says no more than that a record is not where the schema wants one.
    static func isUnknownElement(_ entry: ProblemLog.Entry) -> Bool {
        entry.code == Int32(XML_SCHEMAV_CVC_ELT_1.rawValue) && entry.offset == 0
    }
}
