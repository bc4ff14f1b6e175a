import CLibXML2

// The only place where C calls Swift. libxml2 hands back the opaque pointer it was given; the parser object outlives
// every call because it runs the parse itself. From libxml2 2.12 on the error pointer is const: this is where to adapt.

extension RecordParser {
    /// Runs `body` with the parser that an opaque pointer stands for, which is alive: it runs the parse. Counting
    /// references here would cost a tenth of the time.
    @inline(__always)
    private static func with(_ opaque: UnsafeMutableRawPointer?, _ body: (RecordParser) -> Void) {
        guard let opaque else { return }
        Unmanaged<RecordParser>.fromOpaque(opaque)._withUnsafeGuaranteedRef(body)
    }

    /// A handler table that builds trees of elements and text, and knows no comments, instructions and entities.
    static func handlers() -> xmlSAXHandler {
        var sax = xmlSAXHandler()
        xmlSAXVersion(&sax, 2)
        sax.startElementNs = { opaque, name, prefix, uri, namespaceCount, namespaces, count, defaulted, attributes in
            let tag = TagEvent(
                name: name,
                prefix: prefix,
                uri: uri,
                namespaceCount: Int(namespaceCount),
                namespaces: namespaces,
                attributeCount: Int(count),
                defaultedCount: Int(defaulted),
                attributes: attributes
            )
            RecordParser.with(opaque) { $0.start(tag) }
        }
        sax.endElementNs = { opaque, name, prefix, uri in
            RecordParser.with(opaque) { $0.end(name: name, prefix: prefix, uri: uri) }
        }
        sax.startDocument = { opaque in
            RecordParser.with(opaque) { xmlSAX2StartDocument($0.context) }
        }
        sax.endDocument = { opaque in
            RecordParser.with(opaque) { xmlSAX2EndDocument($0.context) }
        }
        sax.characters = { opaque, text, length in
            RecordParser.with(opaque) { $0.text(text, length: Int(length)) }
        }
        sax.ignorableWhitespace = sax.characters
        sax.cdataBlock = sax.characters
        sax.internalSubset = { opaque, _, _, _ in RecordParser.with(opaque) { $0.doctype() } }
        sax.reference = { opaque, name in RecordParser.with(opaque) { $0.undefinedEntity(name) } }
        sax.serror = { opaque, error in
            guard let error else { return }
            RecordParser.with(opaque) { $0.report(error.pointee) }
        }
        sax.comment = nil
        sax.processingInstruction = nil
        sax.externalSubset = nil
        sax.resolveEntity = nil
        sax.getEntity = nil
        sax.getParameterEntity = nil
        sax.entityDecl = nil
        sax.notationDecl = nil
        sax.attributeDecl = nil
        sax.elementDecl = nil
        sax.unparsedEntityDecl = nil
        sax.setDocumentLocator = nil
        sax.warning = nil
        sax.error = nil
        sax.fatalError = nil
        return sax
    }
}

/// A start tag as libxml2 reports it. The pointers are valid during the call only, names as long as the parser.
struct TagEvent {
    let name: UnsafePointer<xmlChar>?
    let prefix: UnsafePointer<xmlChar>?
    let uri: UnsafePointer<xmlChar>?
    let namespaceCount: Int
    let namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    let attributeCount: Int
    let defaultedCount: Int
    /// Five per attribute: name, prefix, namespace, start and end of the value.
    let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
}

extension ProblemLog {
    /// Sends a validation context's findings to this log, which must outlive it.
    func attach(to validator: xmlSchemaValidCtxtPtr?) {
        xmlSchemaSetValidStructuredErrors(validator, Self.receive, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Sends a schema compiler's findings to this log, which must outlive it.
    func attach(toCompiler compiler: xmlSchemaParserCtxtPtr?) {
        xmlSchemaSetParserStructuredErrors(compiler, Self.receive, Unmanaged.passUnretained(self).toOpaque())
    }

    private static let receive: xmlStructuredErrorFunc = { opaque, error in
        guard let opaque, let error else { return }
        Unmanaged<ProblemLog>.fromOpaque(opaque).takeUnretainedValue().add(error.pointee)
    }
}
