/// A key of a terminal, or an answer in a file that stands for one.
enum Key: Hashable, Sendable {
    /// One Unicode scalar as a character; marks that follow come as keys of their own.
    case character(Character)
    case enter, escape, backspace, up, down, left, right
    /// With the control key held, by its lower-case letter.
    case control(Character)
    /// What was pasted in one piece, its line ends included.
    case paste(String)
    /// A key that means nothing here.
    case other
}
