import Dossier
import SafetyModel
import TextAnalysis
import Watch

/// The files that a case becomes, the main one first. The manifest comes on top when they are written.
struct ExportPackage {
    var files: [(name: String, bytes: [UInt8])]
    /// What it rests on: the events as lines of JSON, with their check sum.
    var source: DossierInput

    init(
        _ item: EscalationCase, format: CaseFormat, taxonomy: Taxonomy, lang: Language,
        settings: EscalationCase.CyberTipSettings
    ) {
        let lines = item.eventLines
        source = DossierInput(
            path: "events.ndjson", format: "ndjson", bytes: lines.count, sha256: SHA256Hasher.hexadecimal(of: lines),
            messages: item.events.count)
        switch format {
        case .ndjson: files = [(format.fileName, item.ndjson)]
        case .pharos: files = [(format.fileName, Array(PharosPage.html(item, version: Release.version).utf8))]
        case .cybertip: files = Self.cyberTip(item, settings, lines, source.sha256)
        case .dossier: files = Self.dossier(item, taxonomy, lang, source) + [("events.ndjson", lines)]
        }
    }

    private static func cyberTip(
        _ item: EscalationCase, _ settings: EscalationCase.CyberTipSettings, _ lines: [UInt8], _ sum: String
    ) -> [(name: String, bytes: [UInt8])] {
        guard let report = item.cyberTip(settings) else { return [] }
        let details = CyberTipFile(
            name: "events.ndjson", wasViewed: item.wasViewed,
            isPublic: !item.events.isEmpty
                && item.events.allSatisfy { $0.channel != nil && $0.channel?.kind != .direct }, sha256: sum)
        return [
            (CaseFormat.cybertip.fileName, report.xml), ("events.ndjson", lines), ("events-details.xml", details.xml),
        ]
    }

    private static func dossier(
        _ item: EscalationCase, _ taxonomy: Taxonomy, _ lang: Language, _ source: DossierInput
    ) -> [(name: String, bytes: [UInt8])] {
        let findings = Findings(signals: item.signals, taxonomy: taxonomy, inputs: [source])
        var collector = ExchangeCollector(findings.findings)
        for event in item.events { collector.observe(event) }
        let result = ScanResult(findings: findings, exchanges: collector.exchanges, skipped: [])
        let page = DossierPage.html(
            findings, exchanges: collector.exchanges, making: making(at: item.madeAt, events: item.events.count),
            language: lang, deleted: item.deleted, reports: item.reports,
            custody: item.custody(format: CaseFormat.dossier.rawValue),
            contributionText: { ContributionTexts.text(for: $0.code, figure: $0.figure) })
        return [(CaseFormat.dossier.fileName, Array(page.utf8)), ("findings.json", result.json(lang))]
    }

    /// Why each signal was raised, in words, by the signal's id.
    static func reasons(of signals: [Signal]) -> [String: [LocalizedText]] {
        var reasons: [String: [LocalizedText]] = [:]
        for signal in signals {
            reasons[signal.id] = signal.contributions.filter { $0.logOdds > 0 }.map { contribution -> LocalizedText in
                if contribution.code.hasPrefix("rule."), let own = signal.reason { return own }
                return ContributionTexts.text(for: contribution.code, figure: contribution.figure)
            }
        }
        return reasons
    }

    /// How it was made. The command line is left out: it may hold names.
    static func making(at moment: Timestamp, events: Int) -> DossierMaking {
        DossierMaking(version: Release.version, command: "vigie export case", packs: [], madeAt: moment, events: events)
    }

    /// `manifest.json`: the check sum of every file, and of the events that all rests on.
    func manifest(at moment: Timestamp) -> [UInt8] {
        DossierManifest.json(
            inputs: [source],
            outputs: files.map {
                DossierManifest.Output(
                    path: $0.name, bytes: $0.bytes.count, sha256: SHA256Hasher.hexadecimal(of: $0.bytes))
            }, making: Self.making(at: moment, events: source.messages))
    }
}
