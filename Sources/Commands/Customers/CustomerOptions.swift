import ArgumentParser
import Basics
import Casework
import Orders

/// A customer's data, those that may be left out.
struct CustomerOptions: ParsableArguments {
    @Option(name: .long, help: "To whom things are sold.")
    var segment: Segment?

    @Option(
        name: .long,
        help: ArgumentHelp("The day on which they accepted the Microsoft Customer Agreement.", valueName: "day")
    )
    var agreed: String?

    @Option(name: .long, help: "The language that they are written to in.")
    var language: Language?

    /// As a form, for the desk to check.
    var form: CustomerForm {
        var form = CustomerForm()
        form.segment = segment?.rawValue
        form.agreedOn = agreed
        form.language = language?.rawValue
        return form
    }
}
