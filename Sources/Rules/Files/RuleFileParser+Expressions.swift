import Expression
import SafetyModel
import TextAnalysis
import Yams

extension RuleFileParser {
    /// An expression that was compiled, what it counts, and where its parts stand in the file.
    struct ReadExpression {
        var program: Program
        var counters: [CounterDefinition]
        var places: ScalarPlaces
    }

    struct ReadScore {
        var score: Score?
        var counters: [CounterDefinition] = []
    }

    struct ReadReason {
        var reason = RuleReason.none
        var counters: [CounterDefinition] = []
    }

    /// Compiles the text of a node and reports all that is wrong with it, each at its own line and column.
    mutating func compile(
        _ node: Node, _ what: String, _ type: ValueType?, _ environment: Environment?
    ) -> ReadExpression? {
        guard let text = yaml.text(node, what) else { return nil }
        return compile(text, at: 0, of: ScalarPlaces(node, in: source), type, environment)
    }

    /// - Parameter start: where the expression begins in the text of the node.
    private mutating func compile(
        _ text: String, at start: Int, of places: ScalarPlaces, _ type: ValueType?, _ environment: Environment?
    ) -> ReadExpression? {
        guard let environment else {
            yaml.report("the language of rules could not be set up")
            return nil
        }
        do throws(ExpressionIssues) {
            let program = try environment.compile(text, resultType: type)
            let before = problems.count
            checkWords(program.syntax, start, places)
            let counters = checkCalls(program, start, places)
            return problems.count == before
                ? ReadExpression(program: program, counters: counters, places: places) : nil
        } catch {
            for issue in error.issues { yaml.report(issue.fullMessage, at: places[start + issue.offset]) }
            return nil
        }
    }

    // MARK: Score and reason

    mutating func readScore(_ node: Node) -> ReadScore {
        if let text = node.scalar?.string, Double(text) != nil {
            return ReadScore(score: yaml.decimal(node, "score", in: 0...1).map { .constant($0) })
        }
        guard let read = compile(node, "score", .double, environment) else { return ReadScore() }
        if case .double(let constant)? = read.program.constant, !(0...1).contains(constant) {
            yaml.report("the score is \(constant), and must be from 0 to 1", at: node)
        }
        return ReadScore(score: .expression(read.program), counters: read.counters)
    }

    /// One text for both languages, or `{en: …, fr: …}`.
    mutating func readReason(_ node: Node) -> ReadReason {
        var result = ReadReason()
        guard node.mapping != nil else {
            if let text = readReasonText(node, &result.counters) { result.reason = RuleReason(fr: text, en: text) }
            return result
        }
        guard let keys = yaml.entries(of: node, "why", required: ["en", "fr"]) else { return result }
        let en = keys["en"].flatMap { readReasonText($0, &result.counters) }
        let fr = keys["fr"].flatMap { readReasonText($0, &result.counters) }
        if let en, let fr { result.reason = RuleReason(fr: fr, en: en) }
        return result
    }

    private mutating func readReasonText(_ node: Node, _ counters: inout [CounterDefinition]) -> ReasonText? {
        guard let text = yaml.text(node, "why") else { return nil }
        guard let parts = ReasonText.parts(of: text) else {
            yaml.report("the braces of why do not match", at: node)
            return nil
        }
        let places = ScalarPlaces(node, in: source)
        var pieces: [ReasonText.Piece] = []
        for part in parts {
            guard part.isExpression else {
                pieces.append(.text(part.text))
                continue
            }
            guard let read = compile(part.text, at: part.offset, of: places, nil, environment) else { continue }
            checkShown(read.program, part.offset, places)
            pieces.append(.expression(read.program))
            counters += read.counters
        }
        return ReasonText(template: text, pieces: pieces)
    }

    /// What a reason may show: texts and numbers, and nothing that a member wrote or that is thought of its age.
    private mutating func checkShown(_ program: Program, _ start: Int, _ places: ScalarPlaces) {
        switch program.type {
        case .string, .int, .uint, .double, .bool: break
        default:
            yaml.report("why can show a text or a number, and this is a \(program.type)", at: places[start])
        }
        for use in program.references.variables {
            let path = ([use.name] + use.path).joined(separator: ".")
            guard path == "event.text" || path.hasSuffix(".minor") || path.hasSuffix(".adult") else { continue }
            yaml.report(
                "why may not show \(path): a reason holds no message and no guess at an age",
                at: places[start + use.syntax.range.lowerBound])
        }
    }

    // MARK: What the checker of expressions cannot know

    /// Comparisons with words that do not exist, such as a stage.
    private mutating func checkWords(_ syntax: Syntax, _ start: Int, _ places: ScalarPlaces) {
        if case .operation(let comparison, let operands) = syntax.kind, comparison == .equal || comparison == .notEqual,
            operands.count == 2
        {
            checkWord(operands[0], operands[1], start, places)
            checkWord(operands[1], operands[0], start, places)
        }
        for child in syntax.children { checkWords(child, start, places) }
    }

    private mutating func checkWord(_ field: Syntax, _ word: Syntax, _ start: Int, _ places: ScalarPlaces) {
        guard case .select(let operand, let name, _) = field.kind, case .string(let text)? = word.literal,
            !text.isEmpty
        else { return }
        let root = operand.qualifiedName?.name
        let known: [String]
        switch (root, name) {
        case ("channel", "kind"): known = Channel.Kind.allCases.map(\.rawValue)
        case ("event", "type"): known = EventType.known.map(\.name)
        case (_, "stage"): known = Stage.allCases.map(\.rawValue)
        case (_, "policy"): known = taxonomy.policies.map(\.code.code)
        default: return
        }
        guard !known.contains(text) else { return }
        yaml.report(
            "no \(name) is called “\(text)”\(Spelling.hint(text, among: known))",
            at: places[start + word.range.lowerBound])
    }

    /// The counters that an expression asks; what cannot be counted is reported.
    private mutating func checkCalls(
        _ program: Program, _ start: Int, _ places: ScalarPlaces
    ) -> [CounterDefinition] {
        var result: [CounterDefinition] = []
        for call in program.references.calls {
            if call.name == "listed" { checkList(call, start, places) }
            guard let function = WindowFunction(rawValue: call.name), let receiver = call.receiver,
                call.arguments.count == (function == .distinct ? 3 : 2)
            else { continue }
            let name = countedName(call, start, places)
            let field = function == .distinct ? countedField(call.arguments[1], start, places) : nil
            let window = window(call.arguments[call.arguments.count - 1], start, places)
            let scope = scope(receiver, function, start, places)
            guard let name, let window, let scope, function != .distinct || field != nil else { continue }
            result.append(CounterDefinition(scope: scope, name: name, window: window, field: field))
        }
        return result
    }

    private mutating func checkList(_ call: References.Call, _ start: Int, _ places: ScalarPlaces) {
        guard let argument = call.arguments.first else { return }
        let place = places[start + argument.range.lowerBound]
        guard case .string(let name)? = argument.literal else {
            return yaml.report("the name of a list must be a text between quotes", at: place)
        }
        guard !lists.contains(where: { $0.name == name }) else { return }
        yaml.report("there is no list “\(name)”\(Spelling.hint(name, among: lists.map(\.name)))", at: place)
    }

    private mutating func countedName(_ call: References.Call, _ start: Int, _ places: ScalarPlaces) -> String? {
        let argument = call.arguments[0]
        let place = places[start + argument.range.lowerBound]
        guard case .string(let name)? = argument.literal else {
            yaml.report("what \(call.name) counts must be a text between quotes", at: place)
            return nil
        }
        let known = EventType.known.map(\.name) + counters.map(\.name)
        guard known.contains(name) else {
            yaml.report(
                "“\(name)” is no type of event and no counter of this file\(Spelling.hint(name, among: known))",
                at: place)
            return nil
        }
        return name
    }

    private mutating func countedField(_ argument: Syntax, _ start: Int, _ places: ScalarPlaces) -> CounterField? {
        let known = CounterField.allCases.map(\.rawValue)
        if case .string(let name)? = argument.literal, let field = CounterField(rawValue: name) { return field }
        let written: String
        if case .string(let name)? = argument.literal { written = name } else { written = "" }
        yaml.report(
            "distinct tells apart \(known.joined(separator: ", ")), between quotes\(Spelling.hint(written, among: known))",
            at: places[start + argument.range.lowerBound])
        return nil
    }

    /// A counter is kept in memory for its window, so the window must stand in the rule.
    private mutating func window(_ argument: Syntax, _ start: Int, _ places: ScalarPlaces) -> Int64? {
        let longest: Int64 = 90 * 86_400_000
        if case .call("duration", receiver: nil, let inner, _) = argument.kind,
            case .string(let text)? = inner.first?.literal,
            let span = TimeSpan(text)
        {
            let milliseconds = span.nanoseconds / 1_000_000
            if (1000...longest).contains(milliseconds) { return milliseconds }
        }
        yaml.report(
            "how far back must be written as duration('72h'), from one second to 90 days (2160h)",
            at: places[start + argument.range.lowerBound])
        return nil
    }

    private mutating func scope(
        _ receiver: Syntax, _ function: WindowFunction, _ start: Int, _ places: ScalarPlaces
    ) -> CounterScope? {
        switch receiver.qualifiedName?.name {
        case "actor", "target": return .member
        case "actor.received", "target.received": return .received
        case "pair": return .pair
        case "channel": return .channel
        case "community": return .community
        default:
            yaml.report(
                "\(function.rawValue) is asked of actor, target, actor.received, target.received, pair, channel or "
                    + "community",
                at: places[start + receiver.range.lowerBound])
            return nil
        }
    }
}
