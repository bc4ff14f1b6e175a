private import Basics
private import Foundation
package import Pages

/// The desk's own style, script and icon, read once. Their addresses hold the beginning of their digest, so that browsers
/// may keep them for ever.
package struct Assets: Sendable {
    package struct Asset: Sendable {
        let bytes: [UInt8]
        let type: String
    }

    package let paths: AssetPaths
    private let byName: [String: Asset]

    /// Throws ``TemplateFault/unreadable(file:)``.
    package init(directory: String) throws(TemplateFault) {
        var byName: [String: Asset] = [:]
        func load(_ name: String, _ ending: String, _ type: String) throws(TemplateFault) -> String {
            let file = "\(directory)/\(name).\(ending)"
            guard let data = FileManager.default.contents(atPath: file) else { throw .unreadable(file: file) }
            let bytes = Array(data)
            let unique = "\(name)-\(Digest.of(bytes).description.prefix(16)).\(ending)"
            byName[unique] = Asset(bytes: bytes, type: type)
            return "/assets/\(unique)"
        }
        paths = AssetPaths(
            style: try load("desk", "css", "text/css; charset=utf-8"),
            script: try load("desk", "js", "text/javascript; charset=utf-8"),
            icon: try load("icon", "svg", "image/svg+xml")
        )
        self.byName = byName
    }

    subscript(_ name: String) -> Asset? { byName[name] }
}
