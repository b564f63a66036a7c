import Connectors
import Dossier
import SafetyModel
import TextAnalysis
import Watch

/// Goes through exports twice in the order of time: once to watch, once to gather the words around what was found.
struct ScanRun {
    var paths: [String]
    var format: ExportFormat
    var taxonomy: Taxonomy
    var packs: [CuePack]

    func run() throws -> ScanResult {
        let scan = ExportScan(paths: paths, format: format, now: Clock.now(), hasher: { SHA256Hasher() })
        var looking = ProgressBar(total: nil, unit: "messages found")
        let exports = try scan.open { looking.advance(done: 0, count: $0.messages) }
        looking.finish()
        let signals = try watch(exports)
        let summary = exports.summary
        let findings = Findings(
            signals: signals, taxonomy: taxonomy, inputs: summary.inputs.map(DossierInput.init),
            skipped: summary.skipped.map(DossierSkip.init))
        var collector = ExchangeCollector(findings.findings)
        if !findings.findings.isEmpty {
            var progress = ProgressBar(total: exports.eventCount, unit: "messages gathered")
            var count = 0
            try exports.forEachEvent { event, _ in
                collector.observe(event)
                count += 1
                if count & 0xFFF == 0 { progress.advance(done: count, count: count) }
            }
            progress.finish()
        }
        return ScanResult(findings: findings, exchanges: collector.exchanges, skipped: summary.skipped)
    }

    private func watch(_ exports: OpenedExports) throws -> [Signal] {
        var listener = Listener(reader: try Learned.reader(packs: packs))
        var watch = Watch(settings: WatchSettings(riskModel: try Learned.risk(nil)), taxonomy: taxonomy)
        var signals: [Signal] = []
        var idle: [UInt64: IdleState] = [:]
        var progress = ProgressBar(total: exports.eventCount, unit: "messages watched")
        var count = 0
        try exports.forEachEvent { event, _ in
            let absent = watch.absentKeys(for: event)
            if !absent.isEmpty { watch.admit(absent.compactMap { idle[$0] }) }
            signals += watch.observe(event, listener.read(event))
            count += 1
            if count & 0xFFF == 0 {
                progress.advance(done: count, count: count)
                for state in watch.evictIdle() { idle[state.key] = state }
            }
        }
        progress.finish()
        return signals
    }
}

/// What a scan came to.
struct ScanResult {
    var findings: Findings
    /// One for each finding.
    var exchanges: [Exchange]
    var skipped: [SkippedInput]

    /// What could not be read, or not whole.
    var losses: [SkippedInput] { skipped.filter(\.reason.isLoss) }

    func json(_ language: Language) -> [UInt8] {
        findings.json(language: language, contributionText: { ContributionTexts.text(for: $0.code, figure: $0.figure) })
    }
}

extension DossierInput {
    init(_ input: ExportInput) {
        self.init(
            path: input.path, format: input.format.rawValue, bytes: input.bytes, sha256: input.sha256,
            messages: input.messages)
    }
}

extension DossierSkip {
    init(_ skip: SkippedInput) {
        self.init(path: skip.path, reason: skip.reason.rawValue, message: skip.message, advice: skip.advice)
    }
}
