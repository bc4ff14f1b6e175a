/// How reports name the rows that sum up others.
enum Total {
    static let word = "total"
}
