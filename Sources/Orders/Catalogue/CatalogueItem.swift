package import Basics

/// What was bought, as the catalogue names it. An order keeps its own copy: the catalogue changes, an order does not.
package struct CatalogueItem: Hashable, Sendable {
    /// 12 letters and digits, as `DG7GMGF0FKZV`.
    package let product: String
    /// 4 letters and digits, unique inside the product only.
    package let sku: String
    /// 12 letters and digits; changes over time, and old files lack it.
    package let availability: String?
    /// The product's name.
    package let title: String
    /// The SKU's name, often the same.
    package let skuTitle: String
    package let publisher: String
    package let kind: ProductClass
    package let term: Term

    package init(
        product: String,
        sku: String,
        availability: String?,
        title: String,
        skuTitle: String,
        publisher: String,
        kind: ProductClass,
        term: Term
    ) {
        self.product = product
        self.sku = sku
        self.availability = availability
        self.title = title
        self.skuTitle = skuTitle
        self.publisher = publisher
        self.kind = kind
        self.term = term
    }

    /// `DG7GMGF0FKZV:0003`.
    package var id: String { "\(product):\(sku)" }

    /// Partner Center's catalogItemId, `product:sku:availability`, as far as it is known.
    package var catalogueID: String { availability.map { "\(id):\($0)" } ?? id }

    /// Checks an id of the catalogue: letters and digits, in upper case. Throws ``Fault/missing`` or
    /// ``Fault/forbiddenCharacter(scalar:position:)``.
    package static func checked(id text: String) throws(Fault) -> String {
        let line = try Text.line(text, limit: 64).uppercased()
        for (index, scalar) in line.unicodeScalars.enumerated() {
            switch scalar {
            case "A"..."Z", "0"..."9", "-", "_": continue
            default: throw .forbiddenCharacter(scalar: scalar.value, position: index + 1)
            }
        }
        return line
    }
}
