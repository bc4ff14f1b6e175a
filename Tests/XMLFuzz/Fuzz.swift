import Glibc

/// What libFuzzer calls with every input: the first byte chooses the limits, the level and whether there is a schema, the
/// others are the document. Anything but records or a fault is a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 1 else { return 0 }
    let choice = start[0]
    let document = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    var limits = Limits()
    if choice & 1 != 0 {
        limits.depth = 8
        limits.recordBytes = 2_000
        limits.elementsPerRecord = 40
        limits.attributesPerElement = 6
        limits.attributeLength = 60
        limits.textLength = 100
        limits.nameLength = 30
        limits.markupLength = 300
        limits.differentNamesBytes = 20_000
    }
    limits.allowsExternalDoctype = choice & 2 != 0
    do throws(XMLFault) {
        let schema = choice & 4 != 0 ? try Schema(bytes: Array(schemaText.utf8), named: "t.xsd") : nil
        let reader = try RecordReader(
            .bytes(document),
            named: "f",
            schema: schema,
            limits: limits,
            recordsAt: Int(choice >> 3 & 3)
        )
        while let record = try reader.next() { check(record, limits) }
        for problem in reader.problems { require(problem.line >= 1 && problem.column >= 1) }
        _ = try reader.root()
    } catch {
        require(error.line >= 1 && error.column >= 1)
        require(!error.sentence.isEmpty)
    }
    return 0
}

private func check(_ record: Record, _ limits: Limits) {
    let original = record.original
    require(original.first == 0x3C && original.last == 0x3E && original.count <= limits.recordBytes)
    for problem in record.problems { require(problem.line >= record.line && !problem.message.isEmpty) }
    var open = [(record.element, 1)]
    var count = 0
    while let (element, depth) = open.popLast() {
        count += 1
        let children = Array(element.children)
        require(depth <= limits.depth && element.name.utf8.count <= limits.nameLength)
        for attribute in element.attributes { require(attribute.value.utf8.count <= limits.attributeLength) }
        require(element.text.utf8.count <= limits.textLength * (children.count + 1))
        require(element.line >= record.line)
        _ = element.base64Bytes()
        for child in children { open.append((child, depth + 1)) }
    }
    require(count <= limits.elementsPerRecord)
}

private func require(_ condition: Bool) {
    if !condition { abort() }
}

private let schemaText = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t"
        elementFormDefault="qualified">
      <xs:element name="r"><xs:complexType>
        <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="t"/></xs:choice>
        <xs:attribute name="v" type="xs:int"/>
      </xs:complexType></xs:element>
      <xs:element name="t"><xs:complexType><xs:sequence>
        <xs:element name="n" type="xs:int" minOccurs="0" maxOccurs="3"/>
        <xs:element name="at" type="xs:dateTime" minOccurs="0"/>
        <xs:element name="chunk" type="xs:base64Binary" minOccurs="0"/>
        <xs:element name="s" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string">
          <xs:pattern value="[A-Z]{2,5}(-[0-9]+)*"/><xs:maxLength value="20"/></xs:restriction></xs:simpleType></xs:element>
        </xs:sequence><xs:attribute name="k" type="xs:NCName"/></xs:complexType></xs:element>
    </xs:schema>
    """
