import FakeDiscord
import Foundation

// fake-discord [SCENARIO.json] [--ledger FILE] [--port N]
// Serves a fake Discord, prints one line of JSON that says where, and writes the end of its ledger when its input ends.

var arguments = Array(CommandLine.arguments.dropFirst())

@MainActor func option(_ name: String) -> String? {
    guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
    defer { arguments.removeSubrange(index...(index + 1)) }
    return arguments[index + 1]
}

let ledger = option("--ledger")
let port = option("--port").flatMap { Int($0) } ?? 0
let scenario =
    try arguments.first.map {
        try JSONDecoder().decode(Scenario.self, from: Data(contentsOf: URL(fileURLWithPath: $0)))
    }
    ?? Scenario()
let discord = try FakeDiscord(scenario, ledger: ledger)
let server = try await FakeDiscordServer(discord, port: port)
let address: JSON = [
    "rest": .string(server.rest), "gateway": .string(server.gateway),
    "control": .string("\(server.rest.prefix { $0 != ":" })://127.0.0.1:\(server.port)/_fake"),
    "token": .string(scenario.token), "pid": .integer(Int64(ProcessInfo.processInfo.processIdentifier)),
]
FileHandle.standardOutput.write(Data(address.bytes + [0x0A]))
try await server.serving { _ in
    // Whoever started it holds its input open as long as it is wanted.
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
        Thread.detachNewThread {
            while !FileHandle.standardInput.availableData.isEmpty {}
            done.resume()
        }
    }
    try await discord.finish()
}
exit(0)
