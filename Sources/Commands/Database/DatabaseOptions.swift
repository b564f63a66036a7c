import ArgumentParser

/// Which database, and which key.
struct DatabaseOptions: ParsableArguments {
    @Option(
        name: .customLong("db"), help: ArgumentHelp("The database, one SQLite file.", valueName: "file"),
        completion: .file(extensions: ["db"]))
    var path = "vigie.db"

    @Option(
        help: ArgumentHelp(
            "The operator's key, 32 bytes, that seals texts. Made on first use as <db>.key; keep it apart from backups.",
            valueName: "file"), completion: .file())
    var keyFile: String?

    @Option(
        help: ArgumentHelp("Policies that extend or replace those shipped (YAML).", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var taxonomy: String?

    @Option(
        help: ArgumentHelp("Further cue packs (YAML); may be repeated.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var cues: [String] = []
}
