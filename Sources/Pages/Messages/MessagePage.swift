/// A page that only says something: most of all what went wrong.
package struct MessagePage: Page {
    package static let template = "message"
    package let frame: Frame
    package let heading: String
    package let sentence: String
    package let backPath: String
    package let backLabel: String

    package init(_ words: Words, frame: Frame, heading: String, sentence: String, back: String = Paths.queue) {
        self.frame = frame
        self.heading = heading
        self.sentence = sentence
        backPath = back
        backLabel = words(back == Paths.queue ? "message.toQueue" : "message.back")
    }
}
