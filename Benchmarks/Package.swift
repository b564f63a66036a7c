// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the normal builds never load it. Each benchmark is one executable:
// `Sources/<Name>/main.swift`, and a line here. Run one with
//
//     cd Benchmarks && VIGIE_PURE=1 swift run -c release --scratch-path ../.build-benchmarks DecodeBenchmark
//
// With VIGIE_PURE set, the root package resolves nothing but Yams, and a build takes a minute.

// The ledger's benchmark needs storage, which the pure targets do not have:
//
//     cd Benchmarks && swift run -c release --scratch-path ../.build-ledger-benchmark LedgerBenchmark
let withStorage = Context.environment["VIGIE_PURE"] == nil

let vigie = { (product: String) in Target.Dependency.product(name: product, package: "vigie") }

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "vigie", path: "..")],
    targets: [
        // How a benchmark measures: several runs of the same work, best and median.
        .target(name: "Measuring"),
        .executableTarget(name: "DecodeBenchmark", dependencies: ["Measuring", vigie("SafetyModel")]),
        .executableTarget(
            name: "TextBenchmark", dependencies: ["Measuring", vigie("SafetyModel"), vigie("TextAnalysis")]),
        .executableTarget(
            name: "WatchBenchmark",
            dependencies: ["Measuring", vigie("SafetyModel"), vigie("TextAnalysis"), vigie("Watch")]),
        .executableTarget(
            name: "ClassifierBenchmark",
            dependencies: ["Measuring", vigie("SafetyModel"), vigie("TextAnalysis")]),
        .executableTarget(
            name: "RuleBenchmark",
            dependencies: ["Measuring", vigie("SafetyModel"), vigie("TextAnalysis"), vigie("Rules")]),
        .executableTarget(
            name: "PermissionBenchmark", dependencies: ["Measuring", vigie("SafetyModel"), vigie("Governance")]),
        .executableTarget(
            name: "StoryBenchmark",
            dependencies: [vigie("SafetyModel"), vigie("Simulation"), vigie("TextAnalysis"), vigie("Watch")]),
    ]
        + (withStorage
            ? [
                .executableTarget(
                    name: "LedgerBenchmark",
                    dependencies: ["Measuring", vigie("SafetyModel"), vigie("Ledger"), vigie("SQLiteStorage")])
            ] : []),
    swiftLanguageModes: [.v6]
)
