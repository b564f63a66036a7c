import Mustache

/// What a template is filled with.
typealias Model = [String: Any]

/// The templates, parsed once at start.
struct Renderer: Sendable {
    private let library: MustacheLibrary

    init() throws {
        MustacheContentTypes.register(ScalarEscaping(), named: ScalarEscaping.name)
        var library = MustacheLibrary()
        for (name, bytes) in Self.sources {
            let text = "{{% CONTENT_TYPE:\(ScalarEscaping.name)}}\n" + String(decoding: bytes, as: UTF8.self)
            try library.register(text, named: name)
        }
        self.library = library
    }

    func render(_ model: Model, template: String) -> String {
        library.render(model, withTemplate: template) ?? ""
    }

    /// Every template with its name, as embedded in the program.
    static let sources: [(name: String, bytes: [UInt8])] = [
        ("layout", PackageResources.layout_mustache), ("mark", PackageResources.mark_mustache),
        ("severity", PackageResources.severity_mustache), ("time", PackageResources.time_mustache),
        ("case_list", PackageResources.case_list_mustache), ("problem", PackageResources.problem_mustache),
        ("sign_in", PackageResources.sign_in_mustache), ("setup", PackageResources.setup_mustache),
        ("overview", PackageResources.overview_mustache), ("queue", PackageResources.queue_mustache),
        ("case", PackageResources.case_mustache), ("reveal", PackageResources.reveal_mustache),
        ("hold", PackageResources.hold_mustache),
        ("eased_file", PackageResources.eased_file_mustache),
        ("account_care", PackageResources.account_care_mustache), ("loads", PackageResources.loads_mustache),
        ("exchange", PackageResources.exchange_mustache),
        ("steps", PackageResources.steps_mustache), ("why", PackageResources.why_mustache),
        ("member", PackageResources.member_mustache), ("search", PackageResources.search_mustache),
        ("account", PackageResources.account_mustache), ("accounts", PackageResources.accounts_mustache),
        ("secret", PackageResources.secret_mustache), ("trail", PackageResources.trail_mustache),
        ("detectors", PackageResources.detectors_mustache),
        ("detector_rows", PackageResources.detector_rows_mustache), ("drift", PackageResources.drift_mustache),
        ("threshold", PackageResources.threshold_mustache), ("rules", PackageResources.rules_mustache),
        ("rule_file", PackageResources.rule_file_mustache), ("rule_review", PackageResources.rule_review_mustache),
        ("rule_review_alone", PackageResources.rule_review_alone_mustache),
        ("revisions", PackageResources.revisions_mustache), ("revision", PackageResources.revision_mustache),
        ("query", PackageResources.query_mustache),
        ("query_found", PackageResources.query_found_mustache),
        ("report_layout", PackageResources.report_layout_mustache),
        ("help_lines", PackageResources.help_lines_mustache),
        ("proof_check", PackageResources.proof_check_mustache), ("report", PackageResources.report_mustache),
        ("report_wait", PackageResources.report_wait_mustache), ("report_sent", PackageResources.report_sent_mustache),
        ("report_status", PackageResources.report_status_mustache),
        ("transparency", PackageResources.transparency_mustache),
        ("transparency_section", PackageResources.transparency_section_mustache),
        ("report_problem", PackageResources.report_problem_mustache), ("calendar", PackageResources.calendar_mustache),
        ("clocks", PackageResources.clocks_mustache), ("case_clocks", PackageResources.case_clocks_mustache),
        ("case_reports", PackageResources.case_reports_mustache), ("reporter", PackageResources.reporter_mustache),
        ("decide_form", PackageResources.decide_form_mustache),
        ("decision_lines", PackageResources.decision_lines_mustache),
        ("case_follow", PackageResources.case_follow_mustache), ("decided", PackageResources.decided_mustache),
        ("appeals", PackageResources.appeals_mustache), ("appeal_file", PackageResources.appeal_file_mustache),
        ("appeal", PackageResources.appeal_mustache), ("audit", PackageResources.audit_mustache),
        ("provenance", PackageResources.provenance_mustache),
        ("lineage", PackageResources.lineage_mustache), ("programme", PackageResources.programme_mustache),
        ("known", PackageResources.known_mustache), ("webhooks", PackageResources.webhooks_mustache),
        ("badge_decisions", PackageResources.badge_decisions_mustache), ("badges", PackageResources.badges_mustache),
    ]
}

/// Escapes for HTML by Unicode scalar. The library's own escaping goes by grapheme cluster, and so lets `"` or `<`
/// through where a combining mark follows: `"` with an accent on it would still end an attribute in a browser.
struct ScalarEscaping: MustacheContentType {
    static let name = "VIGIE_HTML"

    func escapeText(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "`": result.append(contentsOf: "&#96;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
