/// Why a file of learned weights cannot be used.
public enum RiskModelError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A line that is not `name: number` where one is due; lines count from 1.
    case unreadable(line: Int)
    /// A name that this version does not know.
    case unknown(name: String, line: Int)
    /// A weight whose sign would turn a reason round.
    case wrongSign(name: String, line: Int)
    /// There is no `bias`.
    case noBias

    public var description: String {
        switch self {
        case .unreadable(let line): "line \(line): a name, a colon and a number are expected"
        case .unknown(let name, let line):
            "line \(line): \(name) is no reason or feature of this version; train again: vigie train --conversations"
        case .wrongSign(let name, let line):
            "line \(line): \(name) has a sign that it may not have; more evidence must never lower a risk"
        case .noBias: "there is no bias; is it a file that vigie train --conversations wrote?"
        }
    }
}

/// The file is text that a person can read and argue with (a subset of YAML): `bias`, and under `card`, `factors` and
/// `weights` a name and a value a line, indented by two spaces.
extension RiskModel {
    private enum Part: String { case card, factors, weights }

    /// Reads a file.
    /// - Throws: the first thing that is wrong in it.
    public init(text: String) throws(RiskModelError) {
        self.init(bias: .nan)
        var part: Part?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let number = index + 1
            if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
            guard let colon = line.firstIndex(of: ":") else { throw .unreadable(line: number) }
            let isInner = line.hasPrefix("  ")
            let name = String(line[..<colon].drop { $0 == " " })
            let rest = line[line.index(after: colon)...].drop { $0 == " " }
            if !isInner {
                if name == "bias", let value = Double(rest), value.isFinite {
                    bias = value
                } else if let found = Part(rawValue: name), rest.isEmpty {
                    part = found
                } else {
                    throw .unreadable(line: number)
                }
            } else if let part {
                try take(name, String(rest), part, number)
            } else {
                throw .unreadable(line: number)
            }
        }
        guard bias.isFinite else { throw .noBias }
    }

    private mutating func take(_ name: String, _ text: String, _ part: Part, _ line: Int) throws(RiskModelError) {
        guard part != .card else { return card[name] = text }
        guard let value = Double(text), value.isFinite else { throw .unreadable(line: line) }
        if part == .factors {
            guard ContributionTexts.codes.contains(name) else { throw .unknown(name: name, line: line) }
            guard value >= 0 else { throw .wrongSign(name: name, line: line) }
            factors[name] = value
        } else {
            guard let feature = RiskFeatures.learned.first(where: { $0.name == name }) else {
                throw .unknown(name: name, line: line)
            }
            guard value * Double(feature.sign) >= 0 else { throw .wrongSign(name: name, line: line) }
            weights[name] = value
        }
    }

    /// The text of a file.
    public var text: String {
        func lines<Value>(_ values: [String: Value]) -> String {
            values.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }.joined()
        }
        return "# Learned weights of conversation risk, in log-odds (docs/detection.md).\nbias: \(bias)\n"
            + "card:\n\(lines(card))factors:\n\(lines(factors))weights:\n\(lines(weights))"
    }

    /// The weights that come with Vigie.
    /// - Throws: what is wrong in them; as shipped, nothing.
    public static func shipped() throws(RiskModelError) -> RiskModel {
        try RiskModel(text: EmbeddedTexts.text("risk-model.yaml"))
    }
}
