import CLibXML2
import Glibc

extension RecordParser {
    /// Checks a start tag before it becomes part of a tree.
    func isWithinLimits(_ tag: TagEvent, at offset: Int64) -> Bool {
        func refuse(_ limit: XMLFault.Limit, _ maximum: Int) -> Bool {
            stop(.limit(limit, Int64(maximum)), at: offset)
            return false
        }
        let deepest = min(limits.depth, 250)
        if depth > deepest { return refuse(.depth, deepest) }
        if depth > level {
            elementCount += 1
            if elementCount > limits.elementsPerRecord { return refuse(.elements, limits.elementsPerRecord) }
        }
        if length(tag.name) + length(tag.prefix) > limits.nameLength { return refuse(.name, limits.nameLength) }
        if tag.attributeCount + tag.namespaceCount > limits.attributesPerElement {
            return refuse(.attributes, limits.attributesPerElement)
        }
        for index in 0..<tag.namespaceCount {
            if length(tag.namespaces?[2 * index]) > limits.nameLength { return refuse(.name, limits.nameLength) }
            if length(tag.namespaces?[2 * index + 1]) > limits.attributeLength {
                return refuse(.attribute, limits.attributeLength)
            }
        }
        for index in 0..<tag.attributeCount {
            let field = 5 * index
            if length(tag.attributes?[field]) + length(tag.attributes?[field + 1]) > limits.nameLength {
                return refuse(.name, limits.nameLength)
            }
            if tag.valueLength(index) > limits.attributeLength {
                return refuse(.attribute, limits.attributeLength)
            }
        }
        return true
    }

    private func length(_ text: UnsafePointer<xmlChar>?) -> Int {
        text.map { Int(strlen(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))) } ?? 0
    }
}

extension TagEvent {
    func valueLength(_ index: Int) -> Int {
        guard let start = attributes?[5 * index + 3], let end = attributes?[5 * index + 4] else { return 0 }
        return end - start
    }

    /// An attribute's value. libxml2 leaves `&` as a reference here.
    func value(_ index: Int) -> String {
        guard let start = attributes?[5 * index + 3] else { return "" }
        let bytes = UnsafeBufferPointer(start: start, count: valueLength(index))
        return String(decoding: bytes, as: UTF8.self).replacing("&#38;", with: "&")
    }
}
