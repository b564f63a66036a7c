import Casework
import Hummingbird
import SafetyModel

/// Every state that the rules were in: who wanted it, why, what it changed; to agree to it, or to go back to it.
extension Console {
    @Sendable func revisionsPage(_ visit: Visit) async throws -> Response {
        let reviewer = try ruleReader(visit)
        let revisions = try await store.ruleRevisions(limit: Self.revisionsShown, for: reviewer)
        return page(
            "revisions",
            [
                "title": visit.words["revisions_title"], "any": !revisions.isEmpty,
                "revisions": revisions.map { revisionModel($0, visit: visit) },
            ], visit: visit)
    }

    @Sendable func revisionPage(_ visit: Visit) async throws -> Response {
        try await revisionPage(visit, problem: nil)
    }

    /// Agrees, declines, or goes back to what a revision had.
    @Sendable func revisionStep(_ visit: Visit) async throws -> Response {
        let reviewer = try ruleReader(visit)
        let number = try visit.caseID()
        do {
            switch visit.parameters["step"] {
            case "agree":
                _ = try await rules.decide(number, agrees: true, by: reviewer, at: visit.now)
                return redirect(to: "/rules/revisions/\(number)?done=rules_live")
            case "decline":
                _ = try await rules.decide(number, agrees: false, by: reviewer, at: visit.now)
                return redirect(to: "/rules/revisions/\(number)?done=rules_declined")
            case "restore":
                guard let base = Int64(try visit.field("base", limit: 20)) else { throw Refusal.badRequest }
                let files = try await store.ruleFiles(of: number, for: reviewer)
                let inForce = try await store.rulesInForce()
                let review = await rules.review(files, inForce: inForce.files)
                guard review.problems.isEmpty else {
                    return try await revisionPage(visit, problem: "problem_rules_unreadable")
                }
                let order = RuleOrder(
                    files: files, changes: review.changes, base: base,
                    reason: (visit.form["reason"] ?? "").replacing("\r\n", with: "\n"))
                return try await enter(order, by: reviewer, visit: visit) { problem in
                    try await revisionPage(visit, problem: problem)
                }
            default: throw Refusal.notFound
            }
        } catch let error as RuleBookError {
            switch error {
            case .notAllowed: throw Refusal.forbidden
            case .unknownRevision: throw Refusal.notFound
            default: return try await revisionPage(visit, problem: error.wordKey)
            }
        }
    }

    private func revisionPage(_ visit: Visit, problem: String?) async throws -> Response {
        let reviewer = try ruleReader(visit)
        let number = try visit.caseID()
        let revisions = try await store.ruleRevisions(limit: Int.max, for: reviewer)
        guard let revision = revisions.first(where: { $0.id == number }) else { throw Refusal.notFound }
        let files = try await store.ruleFiles(of: number, for: reviewer)
        let before = revision.base > 0 ? try await store.ruleFiles(of: revision.base, for: reviewer) : []
        let inForce = try await store.rulesInForce()
        let words = visit.words
        let differences = FileDifference.between(before, files)
        var model: Model = [
            "title": words.say("revision_title", ["n": String(number)]), "id": String(number),
            "revision": revisionModel(revision, visit: visit), "base": String(inForce.revision),
            "in_force": inForce.revision == number, "restorable": inForce.revision != number,
            "files": differences.map { fileModel($0, words) }, "any_file": !differences.isEmpty,
            "decidable": revision.state == .waiting && revision.author != reviewer.id
                && (revision.consent != .guardian || reviewer.roles.contains(.guardian)),
            "own": revision.state == .waiting && revision.author == reviewer.id,
            "reason": visit.form["reason"] ?? "",
        ]
        if let problem { model["problem"] = words[problem] }
        return page(
            "revision", model, visit: visit,
            status: problem == nil ? .ok : problem == "problem_rules_changed" ? .conflict : .unprocessableContent)
    }

    private func fileModel(_ file: FileDifference, _ words: Words) -> Model {
        [
            "name": file.name,
            "lines": file.lines.map { line -> Model in
                switch line {
                case .same(let text): ["text": text, "sign": "", "kind": "same"]
                case .added(let text): ["text": text, "sign": "+", "kind": "added", "word": words["line_added"]]
                case .removed(let text): ["text": text, "sign": "−", "kind": "removed", "word": words["line_removed"]]
                case .left(let count): ["text": words.count("lines_left", count), "sign": "", "kind": "left"]
                }
            },
        ]
    }
}

/// What changed in a file, line by line, with a little of what stands around it.
struct FileDifference: Sendable, Hashable {
    enum Line: Sendable, Hashable {
        case same(String), added(String), removed(String)
        /// So many lines that stay the same.
        case left(Int)
    }

    var name: String
    var lines: [Line]

    private static let around = 3
    private static let most = 2_000

    /// The files that differ, by name.
    static func between(_ old: [RuleFileText], _ new: [RuleFileText]) -> [FileDifference] {
        let before = Dictionary(old.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        return Set(before.keys).union(after.keys).sorted().compactMap { name in
            let (was, now) = (before[name] ?? "", after[name] ?? "")
            return was == now ? nil : FileDifference(name: name, was, now)
        }
    }

    init(name: String, _ old: String, _ new: String) {
        self.name = name
        lines = Self.shortened(Self.compared(Self.lines(old), Self.lines(new)))
        if lines.count > Self.most { lines = lines.prefix(Self.most) + [.left(lines.count - Self.most)] }
    }

    private static func lines(_ text: String) -> [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func compared(_ old: [Substring], _ new: [Substring]) -> [Line] {
        // Comparing texts that have nothing in common takes the product of their lengths.
        guard old.count + new.count <= 6_000 else {
            return old.map { .removed(String($0)) } + new.map { .added(String($0)) }
        }
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var result: [Line] = []
        var (from, to) = (0, 0)
        while from < old.count || to < new.count {
            if removed.contains(from) {
                result.append(.removed(String(old[from])))
                from += 1
            } else if added.contains(to) {
                result.append(.added(String(new[to])))
                to += 1
            } else if from < old.count {
                result.append(.same(String(old[from])))
                (from, to) = (from + 1, to + 1)
            } else {
                break
            }
        }
        return result
    }

    /// Long stretches without a change become one line that counts them.
    private static func shortened(_ lines: [Line]) -> [Line] {
        var isNear = Array(repeating: false, count: lines.count)
        for (index, line) in lines.enumerated() {
            if case .same = line { continue }
            for near in max(0, index - around)...min(lines.count - 1, index + around) { isNear[near] = true }
        }
        var result: [Line] = []
        var left = 0
        for (index, line) in lines.enumerated() {
            if isNear[index] {
                if left > 0 { result.append(.left(left)) }
                left = 0
                result.append(line)
            } else {
                left += 1
            }
        }
        if left > 0 { result.append(.left(left)) }
        return result
    }
}
