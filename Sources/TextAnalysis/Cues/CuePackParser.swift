import SafetyModel
import Yams

/// Reads a cue pack from YAML and collects what is wrong with it.
struct CuePackParser {
    private var yaml: YAMLFile
    private let taxonomy: Taxonomy
    private let normaliser = Normaliser()
    private var seen: [String: Int] = [:]
    private var patternCount = 0

    /// More would be no pack that a person wrote; a text that is named can be repeated very often in a small file.
    private static let mostPatterns = 20_000

    var problems: [FileProblem] { yaml.problems }

    init(file: String, taxonomy: Taxonomy) {
        yaml = YAMLFile(file: file)
        self.taxonomy = taxonomy
    }

    mutating func parse(_ text: String) -> CuePack? {
        guard let root = yaml.root(of: text),
            let keys = yaml.entries(of: root, "the pack", required: ["pack", "language", "version", "cues"])
        else { return nil }
        let name = keys["pack"].flatMap { identifier($0, "the name of the pack") }
        let language = keys["language"].flatMap { readLanguage($0) }
        let version = keys["version"].flatMap { yaml.integer($0, "version", in: 1...1_000_000) }
        var entries: [(cue: CuePack.Cue, node: Node)] = []
        if let list = keys["cues"] {
            for node in yaml.items(of: list, "cues") {
                if let cue = readCue(node, pack: name ?? "?") { entries.append((cue, node)) }
            }
        }
        checkExamples(entries)
        guard let name, let language, let version else { return nil }
        return CuePack(
            name: name, language: language, version: version, cues: entries.map(\.cue), file: yaml.file)
    }

    private mutating func readLanguage(_ node: Node) -> Language? {
        guard let text = yaml.text(node, "language") else { return nil }
        guard let language = Language(rawValue: text) else {
            let known = Language.allCases.map(\.rawValue)
            yaml.report("unknown language “\(text)”; known are \(known.joined(separator: ", "))", at: node)
            return nil
        }
        return language
    }

    /// Lower-case letters, digits, dots, underscores and hyphens.
    private mutating func identifier(_ node: Node, _ what: String) -> String? {
        guard let text = yaml.text(node, what) else { return nil }
        let isFine = text.utf8.allSatisfy {
            ASCIIClass.isLetter($0) || ASCIIClass.isDigit($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D
        }
        guard isFine, text.utf8.count <= 100 else {
            yaml.report("\(what) “\(text.prefix(100))” may hold only a–z, 0–9, “.”, “_” and “-”", at: node)
            return nil
        }
        return text
    }

    // MARK: One cue

    private mutating func readCue(_ node: Node, pack: String) -> CuePack.Cue? {
        let required = ["id", "policy", "weight", "patterns", "matches", "misses"]
        guard let keys = yaml.entries(of: node, "the cue", required: required, optional: ["stage", "unless"]) else {
            return nil
        }
        let before = problems.count
        let id = keys["id"].flatMap { identifier($0, "the cue's id") }
        if let id, let place = keys["id"] { checkUnique(id, place) }
        let stage = keys["stage"].flatMap { readStage($0) }
        let policy = keys["policy"].flatMap { readPolicy($0) }
        let weight = keys["weight"].flatMap { yaml.decimal($0, "weight", in: 0.1...4) }
        let patterns = keys["patterns"].map { readPatterns($0, "patterns") } ?? []
        let unless = keys["unless"].map { readPatterns($0, "unless") } ?? []
        if let list = keys["patterns"], patterns.isEmpty, problems.count == before {
            yaml.report("the cue has no pattern", at: list)
        }
        let matches = readExamples(keys["matches"], "matches")
        let misses = readExamples(keys["misses"], "misses")
        guard let id, let policy, let weight, problems.count == before else { return nil }
        return CuePack.Cue(
            id: "\(pack).\(id)", stage: stage, policy: policy, weight: weight, patterns: patterns.map(\.text),
            unless: unless.map(\.text), matches: matches, misses: misses, programs: patterns.flatMap(\.programs),
            unlessPrograms: unless.flatMap(\.programs))
    }

    private mutating func checkUnique(_ id: String, _ node: Node) {
        if let line = seen[id] {
            yaml.report("the id “\(id)” is taken by the cue on line \(line); choose another", at: node)
        } else {
            seen[id] = node.mark?.line ?? 0
        }
    }

    private mutating func readStage(_ node: Node) -> Stage? {
        guard let text = yaml.text(node, "stage") else { return nil }
        guard let stage = Stage(rawValue: text) else {
            let known = Stage.allCases.map(\.rawValue)
            let hint = Spelling.hint(text, among: known)
            yaml.report(
                "unknown stage “\(text)”\(hint.isEmpty ? "; known are \(known.joined(separator: ", "))" : hint)",
                at: node)
            return nil
        }
        return stage
    }

    private mutating func readPolicy(_ node: Node) -> PolicyCode? {
        guard let text = yaml.text(node, "policy") else { return nil }
        guard taxonomy[PolicyCode(text)] != nil else {
            let hint = Spelling.hint(text, among: taxonomy.policies.map(\.code.code))
            yaml.report(
                "unknown policy “\(text)”\(hint.isEmpty ? "; it must be a code of the taxonomy" : hint)", at: node)
            return nil
        }
        return PolicyCode(text)
    }

    private mutating func readPatterns(_ list: Node, _ what: String) -> [(text: String, programs: [PatternProgram])] {
        var result: [(String, [PatternProgram])] = []
        for node in yaml.items(of: list, what) {
            guard let text = yaml.text(node, "a pattern") else { continue }
            patternCount += 1
            guard patternCount <= Self.mostPatterns else {
                if patternCount == Self.mostPatterns + 1 {
                    yaml.report("the pack has more than \(Self.mostPatterns) patterns; split it into several", at: node)
                }
                continue
            }
            do throws(PatternProblem) {
                result.append(
                    (text, try PatternProgram.programs(for: try PatternParser.parse(text, normaliser: normaliser))))
            } catch {
                yaml.report(
                    "bad pattern, at character \(error.offset + 1): \(error.message)", at: node, offset: error.offset)
            }
        }
        return result
    }

    private mutating func readExamples(_ list: Node?, _ what: String) -> [String] {
        guard let list else { return [] }
        var result: [String] = []
        for node in yaml.items(of: list, what) {
            if let text = yaml.text(node, "an example") { result.append(text) }
        }
        if result.count < 2 { yaml.report("\(what) needs at least two examples", at: list) }
        return result
    }

    // MARK: Examples

    /// Runs every cue that could be read over its own examples.
    private mutating func checkExamples(_ entries: [(cue: CuePack.Cue, node: Node)]) {
        for (cue, node) in entries {
            let matcher = CueMatcher(cues: [cue])
            for (example, text) in Self.examples(node, "matches") {
                let normalised = normaliser.normalise(text).string
                let findings = matcher.findings(in: normaliser.lattice(of: text))
                if !findings.blocked.isEmpty {
                    yaml.report(
                        "the cue \(cue.id) must fire on this example; an “unless” pattern stops it", at: example)
                } else if findings.hits.isEmpty {
                    yaml.report(
                        "the cue \(cue.id) must fire on this example and does not; it is read as “\(normalised)”",
                        at: example)
                }
            }
            for (example, text) in Self.examples(node, "misses") {
                guard let hit = matcher.findings(in: normaliser.lattice(of: text)).hits.first else { continue }
                let found = String(decoding: Array(text.utf8)[hit.range], as: UTF8.self)
                yaml.report("the cue \(cue.id) must not fire on this example and does, on “\(found)”", at: example)
            }
        }
    }

    private static func examples(_ cue: Node, _ key: String) -> [(node: Node, text: String)] {
        (cue.mapping?[Node(key)]?.sequence ?? []).compactMap { node in node.scalar.map { (node, $0.string) } }
    }
}
