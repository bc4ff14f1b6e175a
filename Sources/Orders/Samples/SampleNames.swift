import Basics

/// Names of invented companies.
enum SampleNames {
    static func words(in market: Market) -> [String] {
        switch market.code {
        case "KR": ["한빛", "새벽", "푸른", "가온", "누리", "다온", "마루", "별하", "소담", "아라"]
        case "JP": ["青空", "富士見", "桜", "東雲", "みなと"]
        case "DE": ["Nordwind", "Rheinblick", "Grünwald", "Müller & Söhne", "Elbufer"]
        case "FR": ["Étoile", "Beau Rivage", "L'Horizon", "Sainte-Claire", "Grand Large"]
        default: ["Contoso", "Fabrikam", "Northwind", "Adventure", "Litware", "Proseware", "Tailspin", "Wingtip"]
        }
    }

    static let trades = ["Logistics", "Health", "Foods", "Energy", "Studios", "Bank", "Works", "Travel"]

    static let labels = ["contoso", "fabrikam", "northwind", "litware", "tailspin", "hanbit", "gaon", "nuri"]
}
