import Foundation
import PackagePlugin

/// Turns the text files of a target (`.yaml`, `.json`) into Swift string literals, so that the program needs no file beside it.
///
/// SwiftPM's own `.embedInCode` writes an array of numbers: half a megabyte of packs took the compiler a minute and
/// 1.5 GiB. A string literal takes it no time.
@main
struct EmbedTexts: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = target.directoryURL
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let inputs = paths.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted().map { folder.appendingPathComponent($0) }
        let output = context.pluginWorkDirectoryURL.appendingPathComponent("EmbeddedTexts.swift")
        return [
            .buildCommand(
                displayName: "Embed \(inputs.count) texts", executable: try context.tool(named: "embed-texts").url,
                arguments: [output.path] + inputs.map(\.path), inputFiles: inputs, outputFiles: [output])
        ]
    }
}
