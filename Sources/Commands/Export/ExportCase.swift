import ArgumentParser
import Casework
import Dossier
import Foundation
import SQLiteStorage
import SafetyModel

/// `vigie export case`
struct ExportCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Write a case as a dossier, a CyberTipline report, a sheet for PHAROS or NDJSON.",
        discussion: """
            For the operator: it asks for no reviewer, and every export is on the case's audit trail.

            dossier   a folder: index.html (opens offline, prints well), findings.json, manifest.json
            cybertip  a report to NCMEC (XML schema of November 2025). Nothing is sent: you submit it
            pharos    a sheet in French to have beside the form of PHAROS, which takes public content from people only
            ndjson    the case, its signals, events and trail as lines of JSON

            A package is a folder: the documents, a manifest with their check sums, and the ledger's receipts of every
            report, piece of evidence and decision (check them offline with vigie ledger verify receipts/*.json --key KEY).

            No image, video or sound is ever inside. Without --output, a dossier goes to the folder case-N-dossier, and the
            others to standard output. With --output FOLDER you get the package with its manifest; with a name that ends in
            .xml, .html or .ndjson the one document.

            A report to an authority needs a person who looked: say who with --reviewed-by. Where that is left out, the
            trail is asked who saw the texts or decided; where nobody did, the export is refused.
            """)

    @Argument(help: "The number of the case.")
    var number: Int64

    @OptionGroup var database: DatabaseOptions

    @Option(help: "\(CaseFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: CaseFormat

    @Option(help: ArgumentHelp("Where to write.", valueName: "path"), completion: .file())
    var output: String?

    @Option(help: ArgumentHelp("Who looked at the case and takes it to the authority.", valueName: "name"))
    var reviewedBy: String?

    @Option(help: "Language of the dossier: fr or en.")
    var lang: Language = Scan.environmentLanguage

    @Flag(help: "The person harmed is a minor, as far as the reviewer can tell: other codes of the authorities apply.")
    var minor = false

    @Option(help: ArgumentHelp("cybertip: what the platform is called.", valueName: "name"))
    var platform: String?

    @Option(help: ArgumentHelp("cybertip: the organisation that reports.", valueName: "name"))
    var organisation: String?

    @Option(help: ArgumentHelp("cybertip: an e-mail address for questions.", valueName: "address"))
    var contact: String?

    @Option(
        help: ArgumentHelp("cybertip: why it cannot wait; only where a child is at immediate risk.", valueName: "why"))
    var urgent: String?

    func validate() throws {
        for (name, text) in [
            ("reviewed-by", reviewedBy), ("platform", platform), ("organisation", organisation), ("contact", contact),
            ("urgent", urgent),
        ] {
            guard let text else { continue }
            guard text.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--\(name) is empty") }
            guard text.utf8.count <= 4_000, !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
                throw ValidationError("--\(name) is too long, or holds control characters; write one line")
            }
        }
        if format != .cybertip {
            for (name, text) in [
                ("platform", platform), ("organisation", organisation), ("contact", contact), ("urgent", urgent),
            ] where text != nil {
                throw ValidationError("--\(name) goes with --format cybertip only")
            }
        }
    }

    func run() async throws {
        // What is written is for few eyes.
        umask(0o077)
        let now = Clock.now()
        let target = try ExportTarget(output, format: format, number: number)
        let store = try database.openExisting()
        let taxonomy = try Texts.taxonomy(database.taxonomy)
        do {
            let outline = try await store.caseOutline(number)
            if outline.item.subjectIsStaff {
                Terminal.error(
                    "warning: case \(number) is about a member of staff; keep what is written from the community's staff"
                )
            }
            let choice = try ExportChoice(
                outline, format: format, reviewer: reviewedBy, isMinor: minor, taxonomy: taxonomy)
            let exported = try await store.exportCase(
                number, purpose: "\(format.rawValue), reviewed by \(choice.reviewer)", at: now)
            var item = EscalationCase(exported, choice, taxonomy: taxonomy, at: now)
            let receipts = try await target.isFolder ? store.receipts(ofCase: number) : []
            item.kept = ExportPackage.kept(in: receipts)
            var package = ExportPackage(item, format: format, taxonomy: taxonomy, lang: lang, settings: settings)
            if target.isFolder { package.add(receipts) }
            let sum = try target.write(package, madeAt: now)
            try await store.recordOnTrail(
                .written, detail: "\(format.rawValue) SHA-256 \(sum)", of: number, at: Clock.now())
        } catch CaseStepError.notFound {
            throw CommandFailure.input("there is no case \(number) in \(database.path)")
        }
        if let place = target.shown { Terminal.error("wrote \(place); it is on the trail of case \(number)") }
    }

    private var settings: EscalationCase.CyberTipSettings {
        EscalationCase.CyberTipSettings(
            platform: platform, organisation: organisation, email: contact, urgency: urgent)
    }
}

/// Under which policy a case is taken out, and by whom: settled before anybody's words are read.
struct ExportChoice {
    var policy: PolicyCode
    var codes: PolicyLaw.Codes
    var reviewer: String

    /// - Throws: ``CommandFailure`` where an authority would not take it, or nobody has looked.
    init(
        _ outline: CaseOutline, format: CaseFormat, reviewer named: String?, isMinor: Bool, taxonomy: Taxonomy
    ) throws(CommandFailure) {
        let policies = [outline.item.policy] + outline.policies
        func codes(_ policy: PolicyCode, _ isMinor: Bool) -> PolicyLaw.Codes {
            taxonomy.codes(of: policy, isMinorHarmed: isMinor)
        }
        policy = policies.first { codes($0, isMinor).incident != nil } ?? outline.item.policy
        self.codes = codes(policy, isMinor)
        if self.codes.incident != nil {
            // Where one finding is about a minor, the others are about the same one.
            for annotation in policies.flatMap({ codes($0, true).annotations })
            where !self.codes.annotations.contains(annotation) { self.codes.annotations.append(annotation) }
        } else if format == .cybertip {
            throw .usage(
                "NCMEC takes reports about sexual offences against children, and case \(outline.item.id) is about "
                    + "\(policy); where the person harmed is a minor, say so with --minor, or choose another format")
        }
        let looked = outline.trail.last {
            ["revealed", "decided", "confirmed"].contains($0.action) && $0.byName != nil
        }
        guard let name = named ?? looked?.byName ?? (format.needsPerson ? nil : "the operator") else {
            throw .usage(
                "a report to an authority needs a person, and by the trail nobody has looked at this case; look at it, "
                    + "then say who did with --reviewed-by")
        }
        reviewer = name
    }
}

extension EscalationCase {
    init(_ exported: ExportedCase, _ choice: ExportChoice, taxonomy: Taxonomy, at moment: Timestamp) {
        let item = exported.item
        var names = exported.names
        if let name = item.subjectName { names[item.subject] = name }
        let signals = exported.signals.map { signal in
            var signal = signal
            signal.subjectName = signal.subjectName ?? names[signal.subject]
            signal.counterpartName = signal.counterpartName ?? signal.counterpart.flatMap { names[$0] }
            return signal
        }
        self.init(
            number: item.id, community: item.community, policy: choice.policy,
            title: taxonomy[choice.policy]?.title ?? LocalizedText(fr: choice.policy.code, en: choice.policy.code),
            codes: choice.codes, subject: item.subject, subjectIsStaff: item.subjectIsStaff,
            counterparts: item.counterparts, names: names, signals: signals, events: exported.events,
            evidence: exported.evidence,
            trail: exported.trail.map { entry -> Line in
                let roles = entry.by.flatMap { exported.roles[$0] } ?? []
                return Line(
                    at: entry.at, by: entry.byName, action: entry.action, detail: entry.detail,
                    roles: ReviewerRole.allCases.filter { roles.contains($0) }.map(\.rawValue))
            },
            openedAt: item.openedAt, reviewer: choice.reviewer, madeAt: moment)
        deleted = exported.deleted
        reports = exported.reports.map { ReportedMatter($0) }
        reasons = ExportPackage.reasons(of: signals)
    }
}

extension ReportedMatter {
    /// A report without its reporter, its dialogue and its number.
    init(_ report: CaseReport) {
        self.init(
            filedAt: report.filedAt, code: report.happening.rawValue, happening: report.happening.label,
            isDanger: report.dangerNow)
        if let said = report.said { (accused, place, text) = (said.accused, said.place, said.text) }
        files = report.attachments.map { File(kind: $0.kind.rawValue, bytes: $0.bytes, sha256: $0.sha256) }
        deleted = report.deleted
    }
}
