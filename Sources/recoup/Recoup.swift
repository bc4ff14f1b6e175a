import Commands

@main
enum Recoup {
    static func main() async {
        await RecoupCommand.start()
    }
}
