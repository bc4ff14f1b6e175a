import Basics
import Pages

extension Words {
    func sentence(_ fault: WebFault) -> String {
        switch fault {
        case .noSuchPage(let path): self("web.noSuchPage", ["path": quoted(path)])
        case .wrongMethod(let allowed): self("web.wrongMethod", ["allowed": list(allowed)])
        case .foreignHost(let host): self("web.foreignHost", ["host": quoted(host)])
        case .foreignOrigin(let origin):
            origin.isEmpty ? self("web.noOrigin") : self("web.foreignOrigin", ["origin": quoted(origin)])
        case .expiredForm: self("web.expiredForm")
        case .bodyTooLarge(let limit): self("web.bodyTooLarge", ["limit": size(limit)])
        case .tooSlow(let seconds): self("web.tooSlow", ["seconds": String(seconds)])
        case .notAForm(let type): self("web.notAForm", ["type": quoted(type)])
        case .nobody(let name): self("web.nobody", ["name": quoted(name)])
        }
    }

    func sentence(_ fault: MultipartFault) -> String {
        switch fault {
        case .noBoundary: self("multipart.noBoundary")
        case .truncated: self("multipart.truncated")
        case .brokenDelimiter: self("multipart.brokenDelimiter")
        case .headTooLong(let limit): self("multipart.headTooLong", ["limit": String(limit)])
        case .brokenHead: self("multipart.brokenHead")
        case .noName: self("multipart.noName")
        case .tooManyParts(let limit): self("multipart.tooManyParts", ["limit": String(limit)])
        case .notUTF8(let field): self("multipart.notUTF8", ["field": quoted(field)])
        case .fieldTooLong(let field, let limit):
            self("multipart.fieldTooLong", ["field": quoted(field), "limit": size(Int64(limit))])
        }
    }
}
