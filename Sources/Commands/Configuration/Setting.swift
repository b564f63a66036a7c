import Casework

/// One setting of `vigie.yaml`: where it stands, what it takes, and the option of `vigie serve` that it stands for.
///
/// File, environment and command line are read through this one table, and so are the schema and the help: what an
/// option checks is checked once, by the option.
struct Setting: Sendable {
    enum Kind: Sendable, Hashable {
        /// A text, as an address.
        case text
        case flag
        case number(ClosedRange<Int>)
        /// A file that must be there.
        case file
        /// A file that is made where it is missing.
        case newFile
        case directory
        case files
    }

    /// As `["reporting", "helplines"]`.
    let path: [String]
    /// The long option of `vigie serve`.
    let option: String
    let kind: Kind
    /// In half a sentence.
    let about: String

    init(_ path: String, option: String? = nil, _ kind: Kind, _ about: String) {
        self.path = path.split(separator: ".").map(String.init)
        self.option = "--" + (option ?? self.path.last ?? path)
        self.kind = kind
        self.about = about
    }

    /// As `reporting.helplines`.
    var name: String { path.joined(separator: ".") }

    /// As `VIGIE_REPORTING_HELPLINES`.
    var variable: String {
        "VIGIE_" + path.joined(separator: "_").uppercased().replacing("-", with: "_")
    }

    /// In the order of the documents.
    static let all: [Setting] = [
        Setting("database.path", option: "db", .newFile, "the database, one SQLite file"),
        Setting("database.key-file", .newFile, "the operator's key that seals texts; keep it apart from backups"),
        Setting("database.context-days", .number(1...3650), "days that texts are kept which no evidence refers to"),
        Setting("listen", .text, "address to listen on, host:port"),
        Setting("token-file", .newFile, "file with the token of those who send events"),
        Setting("behind-tls", .flag, "a TLS proxy stands in front; cookies are marked Secure"),
        Setting("transparency", .flag, "publish figures at /transparency"),
        Setting("taxonomy", .file, "policies that extend or replace those shipped"),
        Setting("cues", .files, "further cue packs"),
        Setting("rules", .directory, "a directory with rules to take in force"),
        Setting("reporting.community", option: "report-community", .text, "the community that reports are about"),
        Setting("reporting.helplines", .file, "help lines by country, added to those shipped"),
        Setting("reporting.refuse-hashes", .file, "SHA-256 of known abuse material, one a line"),
        Setting("escalation.chain", option: "escalation", .file, "who is asked when a clock runs out"),
        Setting("escalation.mail-command", .file, "a program that sends e-mail as sendmail does"),
        Setting("mail.host", option: "mail-host", .text, "a mail server to send e-mails through"),
        Setting("mail.port", option: "mail-port", .number(1...65_535), "its port, 587 or 465 by default"),
        Setting("mail.security", option: "mail-security", .text, "tls, starttls, or none on this machine"),
        Setting("mail.user", option: "mail-user", .text, "whom to sign in as"),
        Setting("mail.password-file", option: "mail-password-file", .file, "file with the password to sign in with"),
        Setting("mail.from", option: "mail-from", .text, "address that gets what cannot be delivered"),
        Setting("mail.trust", option: "mail-trust", .file, "certificates to trust instead of the system's"),
        Setting("webhooks", .file, "programs that are told what happens"),
        Setting("event-secret-file", .file, "secrets of senders that sign their posts of events"),
        Setting("public-url", .text, "how people reach the service from outside, for links in notices"),
        Setting("queues", .file, "queues that cases are sorted into"),
        Setting("retention", .file, "how long evidence is kept after a decision"),
        Setting("programmes", option: "programme", .files, "programmes of criteria for a badge"),
        Setting("matrix", .file, "a Matrix homeserver to be connected with"),
        Setting("discord", .file, "Discord, to be connected with as a bot"),
        Setting(
            "care.exposure-minutes", .number(ExposureLimits.minuteRange),
            "minutes of hidden text that a reviewer opens in 24 hours"),
        Setting(
            "care.exposure-cases", .number(ExposureLimits.gravestRange),
            "cases of severity 1 that a reviewer opens in 24 hours"),
        Setting(
            "care.break-after", .number(ExposureLimits.restAfterRange),
            "minutes in a row after which a break is suggested"),
        Setting("care.break-length", .number(ExposureLimits.restRange), "minutes that a break takes"),
        Setting("care.break-required", .flag, "breaks are required, not only suggested"),
    ]

    static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

    /// Names one level below a group, or at the top.
    static func members(of group: [String]) -> [String] {
        var names: [String] = []
        for setting in all where setting.path.starts(with: group) && setting.path.count > group.count {
            let name = setting.path[group.count]
            if !names.contains(name) { names.append(name) }
        }
        return names
    }
}
