extension Array {
    /// The elements in pieces of `size`, the last one smaller: lists of binds have a limit.
    func pieces(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
