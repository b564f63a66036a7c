/// Something wrong in a file that a person wrote: where, and what to do about it.
public struct FileProblem: Sendable, Hashable, CustomStringConvertible {
    /// The file's name, as it was given.
    public var file: String
    /// From 1; 0 where the problem is of the whole file.
    public var line: Int
    /// From 1, in Unicode scalars; 0 where the problem is of the whole file.
    public var column: Int
    /// A sentence.
    public var message: String

    public init(file: String, line: Int, column: Int, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// `fr.yaml:12:7: unknown key “polcy”; did you mean “policy”?`
    public var description: String {
        line > 0 ? "\(file):\(line):\(column): \(message)" : "\(file): \(message)"
    }
}
