package import SafetyModel
package import Yams

/// A YAML file that a person wrote, read with every problem collected rather than the first one thrown.
package struct YAMLFile {
    package let file: String
    package private(set) var problems: [FileProblem] = []

    /// A file that is larger is not read.
    static let maximumSize = 4 << 20

    private static let anchorMessage =
        "a name (&name) may stand only before a text in quotes, not before a list or a mapping; write the value out"

    package init(file: String) {
        self.file = file
    }

    // MARK: Reading

    /// The root of the document; `nil` where it cannot be read, with the problem noted. A text may be named and repeated
    /// (`&name "…"`, `*name`); lists and mappings may not, since a small file can blow up through them.
    package mutating func root(of yaml: String) -> Node? {
        guard yaml.utf8.count <= Self.maximumSize else {
            report("the file is larger than 4 MiB; split it into several")
            return nil
        }
        guard !yaml.utf8.contains(0) else {
            report("the file holds a zero byte, so it is not a text file; save it as UTF-8")
            return nil
        }
        if let place = Self.anchor(in: yaml) {
            report(Self.anchorMessage, at: place)
            return nil
        }
        if let place = Self.deepNesting(in: yaml) {
            report("the file is nested too deep to be a list of entries", at: place)
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                report("the file is empty")
                return nil
            }
            if let place = Self.firstAnchor(in: node) {
                report(Self.anchorMessage, at: place)
                return nil
            }
            return node
        } catch let error as YamlError {
            note(error)
        } catch {
            report("the file is not YAML: \(error)")
        }
        return nil
    }

    private mutating func note(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            report("not YAML: \(problem)", at: (mark.line, mark.column))
        case .duplicatedKeysInMapping(let duplicates, let context):
            for key in duplicates.sorted() {
                report(
                    "the key “\(key)” stands twice in one entry; keep one",
                    at: (context.mark.line, context.mark.column))
            }
        case .reader(let problem, _, _, _):
            report("the file cannot be read as UTF-8: \(problem)")
        default:
            report("the file cannot be read as YAML")
        }
    }

    /// Where an anchor is that does not name a quoted text (`&name "…"`). What a text repeats can only be a text, so a file
    /// cannot blow up; lists and mappings with names can. Quotes before it are not looked at: words such as `&co` after a
    /// space are refused too, rather than let an anchor pass behind an apostrophe. A line that is a comment is passed
    /// over, unless it holds a quote and so might be the end of a text over several lines.
    private static func anchor(in yaml: String) -> (line: Int, column: Int)? {
        var number = 0
        for line in yaml.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            guard line.contains(UInt8(ascii: "&")), !isComment(line) else { continue }
            var column = 0
            var previous: UInt8 = 0x20
            for index in line.indices {
                let byte = line[index]
                if byte & 0xC0 != 0x80 { column += 1 }
                if byte == UInt8(ascii: "&"), separates(previous), isRefused(line[line.index(after: index)...]) {
                    return (number, column)
                }
                previous = byte
            }
        }
        return nil
    }

    /// - Parameter rest: of the line, after `&`.
    private static func isRefused(_ rest: Substring.UTF8View.SubSequence) -> Bool {
        // `&&` begins no name; outside a text it is not YAML at all.
        guard let first = rest.first, first > 0x20, first != UInt8(ascii: "&") else { return false }
        let name = rest.prefix { ASCIIClass.isLetter($0 | 0x20) || ASCIIClass.isDigit($0) || $0 == 0x5F || $0 == 0x2D }
        let value = rest.dropFirst(name.count)
        let quoted = value.drop { $0 == 0x20 }
        return name.isEmpty || quoted.count == value.count
            || (quoted.first != UInt8(ascii: "\"") && quoted.first != UInt8(ascii: "'"))
    }

    private static func isComment(_ line: Substring.UTF8View) -> Bool {
        line.first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "#")
            && !line.contains(UInt8(ascii: "\"")) && !line.contains(UInt8(ascii: "'"))
    }

    /// The first list or mapping with a name. What repeats it comes after it, so nothing is walked twice.
    private static func firstAnchor(in node: Node) -> Node? {
        if node.anchor != nil, node.scalar == nil { return node }
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                if let found = firstAnchor(in: key) ?? firstAnchor(in: value) { return found }
            }
        case .sequence(let sequence):
            for item in sequence {
                if let found = firstAnchor(in: item) { return found }
            }
        case .scalar: break
        case .alias: return node
        }
        return nil
    }

    private static func separates(_ byte: UInt8) -> Bool {
        byte <= 0x20 || [UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":")].contains(byte)
            || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || byte >= 0x80
            || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    /// Where more is nested than any file of ours needs: Yams builds nodes recursively, and the stack of a concurrent
    /// task is small. Counts indents of a line and unclosed brackets, in quotes or not.
    private static func deepNesting(in yaml: String) -> (line: Int, column: Int)? {
        var line = 1
        var brackets = 0
        var dashes = 0
        var isIndent = true
        for byte in yaml.utf8 {
            switch byte {
            case 0x0A:
                line += 1
                dashes = 0
                isIndent = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                brackets += 1
                isIndent = false
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                brackets -= 1
                isIndent = false
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
                if isIndent { dashes += 1 }
            case 0x20, 0x09: if isIndent { dashes += 1 }
            default: isIndent = false
            }
            if brackets > 64 || dashes > 128 { return (line, 1) }
        }
        return nil
    }

    // MARK: Problems

    package mutating func report(_ message: String) {
        problems.append(FileProblem(file: file, line: 0, column: 0, message: message))
    }

    package mutating func report(_ message: String, at place: (line: Int, column: Int)) {
        problems.append(FileProblem(file: file, line: place.line, column: place.column, message: message))
    }

    /// - Parameter offset: into the text of a scalar, in Unicode scalars.
    package mutating func report(_ message: String, at node: Node, offset: Int = 0) {
        guard let mark = node.mark else { return report(message) }
        var column = mark.column + offset
        if let scalar = node.scalar, scalar.style == .singleQuoted || scalar.style == .doubleQuoted { column += 1 }
        report(message, at: (mark.line, offset == 0 ? mark.column : column))
    }

    // MARK: Values

    /// The entries of a mapping by key; unknown and missing keys are reported.
    package mutating func entries(
        of node: Node, _ what: String, required: [String], optional: [String] = []
    ) -> [String: Node]? {
        guard let mapping = node.mapping else {
            let keys = required.isEmpty ? optional : required
            report("\(what) must be a mapping with the keys \(keys.joined(separator: ", "))", at: node)
            return nil
        }
        var result: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string else {
                report("a key of \(what) must be a word", at: key)
                continue
            }
            guard required.contains(name) || optional.contains(name) else {
                report("unknown key “\(name)” in \(what)\(Spelling.hint(name, among: required + optional))", at: key)
                continue
            }
            if result.updateValue(value, forKey: name) != nil {
                report("the key “\(name)” stands twice in \(what); keep one", at: key)
            }
        }
        for key in required where result[key] == nil { report("\(what) has no key “\(key)”", at: node) }
        return result
    }

    /// The items of a list.
    package mutating func items(of node: Node, _ what: String) -> [Node] {
        guard let sequence = node.sequence else {
            report("\(what) must be a list", at: node)
            return []
        }
        return Array(sequence)
    }

    /// A text that is not empty.
    package mutating func text(_ node: Node, _ what: String) -> String? {
        guard let scalar = node.scalar else {
            report("\(what) must be text", at: node)
            return nil
        }
        guard scalar.string.contains(where: { !$0.isWhitespace }) else {
            report("\(what) is empty", at: node)
            return nil
        }
        return scalar.string
    }

    package mutating func flag(_ node: Node, _ what: String) -> Bool? {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            report("\(what) is true or false", at: node)
            return nil
        }
    }

    package mutating func language(_ node: Node) -> Language? {
        guard let code = text(node, "language") else { return nil }
        let language = Language(rawValue: code)
        if language == nil { report("language is fr or en", at: node) }
        return language
    }

    package mutating func integer(_ node: Node, _ what: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = node.scalar.flatMap({ Int($0.string) }), range.contains(value) else {
            report("\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound)", at: node)
            return nil
        }
        return value
    }

    package mutating func decimal(_ node: Node, _ what: String, in range: ClosedRange<Double>) -> Double? {
        guard let value = node.scalar.flatMap({ Double($0.string) }), range.contains(value) else {
            report("\(what) must be a number from \(range.lowerBound) to \(range.upperBound)", at: node)
            return nil
        }
        return value
    }
}
