import Foundation

/// Writes `EmbeddedTexts`, an enum with the content of each file as a string literal: the tool of the plug-in EmbedTexts.
///
/// Usage: `embed-texts OUTPUT.swift INPUT…`
@main
struct Main {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let output = arguments.first else { return }
        var code = "/// Files of this target, embedded at build time.\nenum EmbeddedTexts {\n"
        code += "    static let all: [(name: String, text: String)] = [\n"
        for path in arguments.dropFirst() {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let hashes = String(repeating: "#", count: longestRunOfHashes(in: text) + 1)
            let name = URL(fileURLWithPath: path).lastPathComponent
            code += "        (\"\(name)\", \(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)),\n"
        }
        code += "    ]\n\n    /// The text of a file by its name; empty where there is none of that name.\n"
        code += "    static func text(_ name: String) -> String { all.first { $0.name == name }?.text ?? \"\" }\n}\n"
        try code.write(toFile: output, atomically: true, encoding: .utf8)
    }

    private static func longestRunOfHashes(in text: String) -> Int {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "#") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
