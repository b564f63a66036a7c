import ArgumentParser
import Casework
import Console
import Foundation
import SafetyModel
import Service
import Simulation

/// `vigie demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watch an invented community of 300,000 members, in your browser.",
        discussion: """
            Everything is simulated: nobody in it exists. The database lies in a temporary folder and goes with the
            demo. Stop it with Ctrl-C.
            """)

    @Option(help: "How many accounts.")
    var members = 300_000

    @Option(help: "How many events.")
    var events = 200_000

    @Option(help: "Another seed gives other people and other talk.")
    var seed: UInt64 = 7

    @Option(help: ArgumentHelp("Address to listen on.", valueName: "host:port"))
    var listen = "127.0.0.1:8080"

    @OptionGroup var rules: RuleOptions
    @OptionGroup var programmes: ProgrammeOptions

    func run() async throws {
        let address = try ListenAddress(listen)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-demo-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try DatabaseOptions.parse(["--db", folder.appendingPathComponent("demo.db").path])
        let setting = try Assembly.open(database)
        try await rules.takeIn(setting)
        try await DemoAudits.keep(in: setting.store, at: Clock.now())
        let traffic = try DemoTraffic(
            settings: SimulationSettings.demo(members: members, events: events, seed: seed, until: Clock.now()),
            pipeline: setting.pipeline)
        let server = try ServerAssembly(
            setting: setting, address: address, token: try TokenFile.make(folder.appendingPathComponent("token").path),
            settings: ConsoleSettings(
                demoAccounts: Self.accounts, isTransparent: true, programmes: try programmes.programmes(),
                webhooks: DemoWebhooks.hooks),
            lineageInterval: .seconds(5),
            further: [
                traffic, try EscalationOptions.parse([]).service(EscalationSetting(), nil, store: setting.store),
                DemoWebhooks(store: setting.store),
            ]
                + rules.services(setting))
        try await server.createDemoAccounts()
        Terminal.error(
            """
            Vigie demo: a simulated community of \(grouped(members)) members. Nobody in it exists.
            Open http://\(listen) and sign in with one click: as Robin, a reviewer, or as Maren or Ilka, guardians, who
            alone see cases about the community's own staff. Stop it with Ctrl-C.
            """)
        try await server.run()
    }

    /// A reviewer of the community, an independent guardian who also leads, and another for what takes two.
    static let accounts = [
        DemoAccount(name: "Maren (guardian)", roles: [.guardian, .lead, .administrator]),
        DemoAccount(name: "Robin (reviewer)", roles: [.reviewer]),
        DemoAccount(name: "Ilka (guardian)", roles: [.guardian]),
    ]
}

extension SimulationSettings {
    /// The demo's traffic: two weeks that end now.
    fileprivate static func demo(members: Int, events: Int, seed: UInt64, until: Timestamp) -> SimulationSettings {
        var settings = SimulationSettings.demo(until: until, seed: seed)
        settings.members = members
        settings.events = events
        return settings
    }
}
