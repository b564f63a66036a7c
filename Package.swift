// swift-tools-version: 6.2
import PackageDescription

// With VIGIE_PURE set, only the targets of the ground and the middle are described, and nothing but Yams is
// resolved: `make test-pure` builds and tests them in a minute instead of ten.
let pureOnly = Context.environment["VIGIE_PURE"] != nil

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let yams = Target.Dependency.product(name: "Yams", package: "Yams")

var dependencies: [Package.Dependency] = [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2")
]

// The ground and the middle: no input or output, no clock, no network.
var targets: [Target] = [
    .target(name: "SafetyModel", swiftSettings: strict),
    // The expression language, which knows nothing of safety, and the runner of its conformance suite.
    .target(name: "Expression", swiftSettings: strict),
    .target(name: "ExpressionConformance", dependencies: ["Expression"], swiftSettings: strict),
    // The learned models, as bytes of the program.
    .target(name: "CModels", exclude: ["Models"], cSettings: [.headerSearchPath("Models")]),
    .target(
        name: "TextAnalysis", dependencies: ["SafetyModel", "CModels", yams],

        exclude: ["Cues/Packs", "Policies/taxonomy.yaml", "Classifier/word-classes.yaml"], swiftSettings: strict,
        plugins: ["EmbedTexts"]),
    .executableTarget(name: "embed-texts", swiftSettings: strict),
    .plugin(name: "EmbedTexts", capability: .buildTool(), dependencies: ["embed-texts"]),
    .target(name: "Governance", dependencies: ["SafetyModel", "TextAnalysis", yams], swiftSettings: strict),
    .target(
        name: "Watch", dependencies: ["SafetyModel", "TextAnalysis", "Governance"],
        exclude: ["Conversation/risk-model.yaml"], swiftSettings: strict, plugins: ["EmbedTexts"]),
    .target(
        name: "Rules", dependencies: ["SafetyModel", "TextAnalysis", "Expression", yams], swiftSettings: strict),
    .target(
        name: "Casework", dependencies: ["SafetyModel", "TextAnalysis", "Archives", yams],
        exclude: ["Reports/helplines.yaml"],
        swiftSettings: strict, plugins: ["EmbedTexts"]),
    .target(name: "Simulation", dependencies: ["SafetyModel"], swiftSettings: strict),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // Zip archives from whoever sends them: of exports that are scanned, and of reports.
    .target(name: "Archives", dependencies: ["CZlib"], swiftSettings: strict),
    .target(name: "Connectors", dependencies: ["SafetyModel", "Archives", "CZlib"], swiftSettings: strict),
    .target(name: "Dossier", dependencies: ["SafetyModel", "Governance"], swiftSettings: strict),
    .target(name: "Evaluation", dependencies: ["SafetyModel"], swiftSettings: strict),
    .target(
        name: "Training", dependencies: ["SafetyModel", "TextAnalysis", "Watch", "Evaluation"], swiftSettings: strict),

    .testTarget(
        name: "ExpressionTests", dependencies: ["Expression", "ExpressionConformance"], swiftSettings: strict),
    .testTarget(name: "SafetyModelTests", dependencies: ["SafetyModel"], swiftSettings: strict),
    .testTarget(
        name: "TextAnalysisTests", dependencies: ["TextAnalysis", "SafetyModel", "Simulation"],
        swiftSettings: strict),
    .testTarget(
        name: "GovernanceTests", dependencies: ["Governance", "Simulation", "TextAnalysis", "SafetyModel"],
        swiftSettings: strict),
    .testTarget(
        name: "WatchTests", dependencies: ["Watch", "TextAnalysis", "Governance", "SafetyModel"],
        exclude: ["Power/Cases"], swiftSettings: strict),
    .testTarget(
        name: "RulesTests", dependencies: ["Rules", "TextAnalysis", "Expression", "SafetyModel"], swiftSettings: strict),
    .testTarget(
        name: "CaseworkTests", dependencies: ["Casework", "TextAnalysis", "SafetyModel", "CZlib"], swiftSettings: strict
    ),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation", "SafetyModel"], swiftSettings: strict),
    .testTarget(
        name: "ConnectorsTests", dependencies: ["Connectors", "SafetyModel", "CZlib"], swiftSettings: strict),
    .testTarget(
        name: "DossierTests", dependencies: ["Dossier", "Governance", "Simulation", "SafetyModel"],
        swiftSettings: strict),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation", "SafetyModel"], swiftSettings: strict),
    .testTarget(
        name: "TrainingTests", dependencies: ["Training", "Watch", "TextAnalysis", "Evaluation", "SafetyModel"],
        swiftSettings: strict),
]

// The rim: storage, the service, the console, the commands.
if !pureOnly {
    dependencies += [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.24.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.29.0"),
    ]
    let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
    let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
    let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
    let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
    let log = Target.Dependency.product(name: "Logging", package: "swift-log")
    let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
    let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
    let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
    let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
    let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
    let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
    let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
    let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
    let nioWebSocket = Target.Dependency.product(name: "NIOWebSocket", package: "swift-nio")
    let nioFoundation = Target.Dependency.product(name: "NIOFoundationCompat", package: "swift-nio")
    let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
    let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
    let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
    let asyncAlgorithms = Target.Dependency.product(name: "AsyncAlgorithms", package: "swift-async-algorithms")

    targets += [
        // Auditable alone. Not among the pure targets only because it hashes and signs with swift-crypto.
        .target(name: "Ledger", dependencies: ["SafetyModel", crypto], swiftSettings: strict),
        .target(
            name: "SQLiteStorage",
            dependencies: ["SafetyModel", "Casework", "Ledger", grdb, sqlite, crypto, cryptoExtras],
            swiftSettings: strict),
        // Signed messages to other programs, and from them.
        .target(
            name: "Webhooks",
            dependencies: ["SafetyModel", "Casework", crypto, httpClient, nioCore, nioPosix], swiftSettings: strict),
        // E-mails through a mail server.
        .target(
            name: "Mail", dependencies: ["SafetyModel", "Casework", nioCore, nioPosix, nioSSL], swiftSettings: strict),
        .target(
            name: "Service",
            dependencies: [
                "SafetyModel", "TextAnalysis", "Watch", "Rules", "Casework", "Connectors", "Ledger", "Webhooks",
                hummingbird, log,
                lifecycle, nioCore, httpTypes, asyncAlgorithms,
            ],
            exclude: ["HTTP/openapi.json"], swiftSettings: strict, plugins: ["EmbedTexts"]),
        // Platforms as they happen: sockets and HTTP. What they bring is translated by `Connectors`.
        .target(
            name: "LiveConnectors",
            dependencies: [
                "SafetyModel", "Connectors", "CZlib", hummingbird, httpTypes, httpClient, nioCore, nioPosix, nioHTTP,
                nioWebSocket,
                nioFoundation, nioSSL, log, crypto,
            ],
            swiftSettings: strict),
        .target(
            name: "Console",
            dependencies: [
                "SafetyModel", "Casework", "Governance", "Dossier", "Rules", "TextAnalysis", hummingbird, mustache, log,
                nioCore,
                httpTypes,
                crypto,
                cryptoExtras,
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Assets")],
            swiftSettings: strict),
        .target(
            name: "Commands",
            dependencies: [
                "SafetyModel", "TextAnalysis", "Governance", "Watch", "Casework", "Simulation", "Connectors",
                "Dossier", "Evaluation", "Training", "Expression", "ExpressionConformance", "Ledger", "Rules",
                "SQLiteStorage", "Service", "Console", "LiveConnectors", "Webhooks", "Mail", arguments, log, lifecycle,
                unixSignals,
                hummingbird, crypto, yams,
            ],
            swiftSettings: strict),
        .executableTarget(name: "vigie", dependencies: ["Commands"], swiftSettings: strict),

        .testTarget(name: "LedgerTests", dependencies: ["Ledger", "SafetyModel"], swiftSettings: strict),
        .testTarget(
            name: "SQLiteStorageTests", dependencies: ["SQLiteStorage", "Casework", "Ledger", "SafetyModel", grdb],
            swiftSettings: strict),
        .testTarget(
            name: "MailTests",
            dependencies: ["Mail", "Casework", "SafetyModel", nioCore, nioPosix], swiftSettings: strict),
        .testTarget(
            name: "WebhooksTests", dependencies: ["Webhooks", "Casework", "SafetyModel", crypto], swiftSettings: strict),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Service", "Connectors", "SQLiteStorage", "Watch", "Rules", "TextAnalysis", "Casework", "Ledger",
                "SafetyModel", "Webhooks", hummingbird, hummingbirdTesting,
            ], swiftSettings: strict),
        .testTarget(
            name: "LiveConnectorsTests",
            dependencies: [
                "LiveConnectors", "Connectors", "SafetyModel", "FakeDiscord", log, hummingbirdTesting, httpClient,
            ],
            swiftSettings: strict),
        // A Discord of our own for tests, and a program that serves it. Not installed.
        .target(
            name: "FakeDiscord", dependencies: ["CZlib", nioCore, nioPosix, nioHTTP, nioWebSocket, nioSSL],
            path: "Tests/FakeDiscord", swiftSettings: strict),
        .executableTarget(
            name: "fake-discord", dependencies: ["FakeDiscord"], path: "Tests/fake-discord", swiftSettings: strict),
        .testTarget(name: "FakeDiscordTests", dependencies: ["FakeDiscord"], swiftSettings: strict),
        .testTarget(
            name: "ConsoleTests",
            dependencies: [
                "Console", "SQLiteStorage", "Casework", "Connectors", "Governance", "Simulation", "Rules",
                "TextAnalysis",
                "SafetyModel",
                hummingbird,
                hummingbirdTesting, crypto,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "SQLiteStorage", "Casework", "Governance", "Simulation", "LiveConnectors", "Connectors",
                "Ledger",
                "TextAnalysis", "SafetyModel", "Webhooks", "vigie", crypto,
                hummingbird,
            ],
            swiftSettings: strict),
    ]
}

// What other packages of ours use: the benchmarks, which stay out of the normal builds.
let libraries: [Product] =
    ([
        "SafetyModel", "TextAnalysis", "Governance", "Rules", "Watch", "Simulation", "Evaluation", "Training",
    ] + (pureOnly ? [] : ["Ledger", "SQLiteStorage"])).map {
        .library(name: $0, targets: [$0])
    }

let package = Package(
    name: "vigie",
    platforms: [.macOS(.v15)],
    products: libraries + (pureOnly ? [] : [.executable(name: "vigie", targets: ["vigie"])]),
    dependencies: dependencies,
    targets: targets,
    swiftLanguageModes: [.v6]
)
