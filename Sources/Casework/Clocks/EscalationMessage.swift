public import SafetyModel

/// What a body is told: that a clock ran out, of which case. Nothing that anybody wrote, no name, nothing of a
/// reporter: it leaves the machine, and who needs to know more signs in.
public struct EscalationMessage: Sendable, Hashable {
    /// The same for every try, so that a receiver can tell a repetition.
    public var id: String
    public var caseID: Int64
    public var clock: ClockKind
    public var severity: Severity
    public var due: Timestamp
    public var madeAt: Timestamp
    public var step: EscalationChain.Step
    public var place: Int

    public init(
        id: String, caseID: Int64, clock: ClockKind, severity: Severity, due: Timestamp, madeAt: Timestamp,
        step: EscalationChain.Step, place: Int
    ) {
        self.id = id
        self.caseID = caseID
        self.clock = clock
        self.severity = severity
        self.due = due
        self.madeAt = madeAt
        self.step = step
        self.place = place
    }

    /// The body of a webhook (https://www.standardwebhooks.com: type, timestamp, data).
    public var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("type")
        writer.string("clock.ran_out")
        writer.key("timestamp")
        writer.string(madeAt.rfc3339)
        writer.key("data")
        writer.beginObject()
        writer.key("case")
        writer.integer(caseID)
        writer.key("clock")
        writer.string(clock.rawValue)
        writer.key("severity")
        writer.integer(severity.level)
        writer.key("due")
        writer.string(due.rfc3339)
        writer.key("body")
        writer.string(step.body.rawValue)
        writer.key("step")
        writer.integer(place)
        writer.endObject()
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// An e-mail.
    public func mail(from sender: MailAddress, to address: MailAddress) -> MailMessage {
        let isFrench = step.language == .french
        return MailMessage(
            from: sender, to: address,
            subject: isFrench ? "Vigie : dossier \(caseID), délai dépassé" : "Vigie: case \(caseID), time ran out",
            lines: isFrench ? french : english, date: madeAt, id: id)
    }

    private var english: [String] {
        let what =
            switch clock {
            case .acknowledge: "nobody has taken it up, as was promised to whoever reported it"
            case .firstLook: "nobody has looked at it"
            case .decide: "it is not decided"
            }
        return [
            "Case \(caseID) (severity \(severity.level)) is waiting: \(what).",
            "It was due \(due.rfc3339). This is step \(place) of the chain that the operator set.", "",
            "Please sign in to Vigie. This message holds nothing of the case on purpose; do not answer it.",
        ]
    }

    private var french: [String] {
        let what =
            switch clock {
            case .acknowledge: "personne ne l’a pris, contrairement à ce qui a été promis à qui l’a signalé"
            case .firstLook: "personne ne l’a regardé"
            case .decide: "il n’est pas décidé"
            }
        return [
            "Le dossier \(caseID) (gravité \(severity.level)) attend : \(what).",
            "L’échéance était le \(due.rfc3339). Ceci est l’étape \(place) de la chaîne fixée par l’exploitant.", "",
            "Connectez-vous à Vigie. Ce message ne dit rien du dossier, exprès ; n’y répondez pas.",
        ]
    }
}
