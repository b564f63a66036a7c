import HTTPTypes
public import Hummingbird
import SafetyModel

/// `/healthz`, `/readyz` and `/metrics`: for whoever operates the service.
public struct Health: Sendable {
    private let pipeline: Pipeline
    private let token: BearerToken
    private let further: @Sendable () async -> [Gauge]

    /// - Parameter further: what else is measured, as of the connections to platforms.
    public init(pipeline: Pipeline, token: BearerToken, further: @escaping @Sendable () async -> [Gauge] = { [] }) {
        self.pipeline = pipeline
        self.token = token
        self.further = further
    }

    /// `/metrics` asks for the token: figures by policy would tell a community's staff of cases about itself.
    public func addRoutes(to router: Router<some RequestContext>) {
        for path: RouterPath in ["/healthz", "/readyz", "/metrics"] { router.refuseOtherMethods(at: path, than: .get) }
        router.get("/healthz") { _, _ in Response.text("ok\n") }
        router.get("/readyz") { _, _ in
            let figures = await pipeline.figures()
            return figures.ready
                ? Response.text("ready\n")
                : Response.text("not ready: the watch is catching up\n", status: .serviceUnavailable)
        }
        router.get("/metrics") { request, _ in
            guard token.admits(request) else { return Refusal.unauthorized.response }
            return Response.text(
                PrometheusText(await pipeline.figures(), await further()).text,
                type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }
}

/// A number that is measured, for `/metrics`.
public struct Gauge: Sendable, Hashable {
    /// As `vigie_discord_members`.
    public var name: String
    /// What it counts, in a sentence.
    public var help: String
    public var value: Int

    public init(_ name: String, _ help: String, _ value: Int) {
        self.name = name
        self.help = help
        self.value = value
    }
}

/// Figures in the Prometheus text exposition format, version 0.0.4.
struct PrometheusText {
    private(set) var text = ""

    init(_ figures: PipelineFigures, _ further: [Gauge] = []) {
        counter("vigie_events_received_total", "Events that were submitted.", figures.received)
        counter("vigie_events_stored_total", "Events that were new and are durable.", figures.stored)
        counter("vigie_events_duplicate_total", "Events that the log held already.", figures.duplicates)
        counter("vigie_lines_rejected_total", "Lines that were set aside.", figures.rejected)
        counter("vigie_events_watched_total", "Events that the watch has seen.", figures.watched)
        gauge("vigie_events_behind", "Events that wait for the log or the watch.", figures.behind)
        gauge("vigie_log_last_sequence", "Sequence number of the newest event.", Int(figures.lastSequence))
        gauge("vigie_ready", "1 once the watch has caught up.", figures.ready ? 1 : 0)
        gauge("vigie_watch_members", "Members whom the watch remembers.", figures.members)
        gauge("vigie_watch_pairs", "Directed pairs that the watch remembers.", figures.pairs)
        gauge("vigie_watch_files", "Pairs with evidence that the watch remembers.", figures.files)
        for one in further { gauge(one.name, one.help, one.value) }
        head("vigie_signals_total", "Signals raised, by policy.", "counter")
        for (policy, count) in figures.signalsByPolicy.sorted(by: { $0.key < $1.key }) {
            text += "vigie_signals_total{policy=\"\(escaped(policy.code))\"} \(count)\n"
        }
    }

    private mutating func counter(_ name: String, _ help: String, _ value: Int) {
        head(name, help, "counter")
        text += "\(name) \(value)\n"
    }

    private mutating func gauge(_ name: String, _ help: String, _ value: Int) {
        head(name, help, "gauge")
        text += "\(name) \(value)\n"
    }

    private mutating func head(_ name: String, _ help: String, _ kind: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }

    private func escaped(_ label: String) -> String {
        String(label.flatMap { $0 == "\\" || $0 == "\"" ? "\\\($0)" : $0 == "\n" ? "\\n" : "\($0)" })
    }
}
