import Casework
import Foundation
import SQLiteStorage
import SafetyModel
import Service
import TextAnalysis
import Watch

/// The composition root: puts store, texts, watch and pipeline together, for every command and for the tests.
struct Assembly {
    let store: SQLiteStore
    let taxonomy: Taxonomy
    let reader: TextReader
    let pipeline: Pipeline
    /// Held as long as this lives.
    private let lock: WatchLock

    /// Opens what the options name, to take events and watch them. To read only, see ``DatabaseOptions/openExisting()``.
    /// - Throws: ``CommandFailure``, ``StorageError``
    static func open(
        _ options: DatabaseOptions, settings: PipelineSettings = PipelineSettings()
    ) throws -> Assembly {
        let taxonomy = try Texts.taxonomy(options.taxonomy)
        let reader = try Learned.reader(packs: try Texts.packs(extra: options.cues, taxonomy: taxonomy))
        var settings = settings
        settings.watch.riskModel = try Learned.risk(nil)
        let store = try openStore(options, taxonomy: taxonomy)
        let lock = try WatchLock(database: options.path)
        return Assembly(
            store: store, taxonomy: taxonomy, reader: reader,
            pipeline: Pipeline(log: store, store: store, reader: reader, taxonomy: taxonomy, settings: settings),
            lock: lock)
    }

    /// Opens the database alone.
    static func openStore(_ options: DatabaseOptions, taxonomy: Taxonomy) throws -> SQLiteStore {
        try SQLiteStore.open(
            path: options.path, keyPath: options.keyPath, taxonomy: taxonomy, clock: { Clock.now() })
    }
}

extension DatabaseOptions {
    /// Where the operator's key is.
    var keyPath: String { keyFile ?? path + ".key" }
}

/// What was learned: the models that come with Vigie, or the operator's own.
enum Learned {
    /// A reader with the cues and the shipped model of acts.
    static func reader(packs: [CuePack]) throws -> TextReader {
        do {
            return TextReader(cues: CueMatcher(packs: packs), acts: try ShippedModels.acts())
        } catch let error as ModelFileError {
            throw CommandFailure.failed("the model that comes with Vigie does not load: \(error)")
        }
    }

    /// The learned weights of conversation risk.
    /// - Parameter path: a file of `vigie train --conversations`; `nil` for those shipped.
    static func risk(_ path: String?) throws -> RiskModel {
        do {
            guard let path else { return try RiskModel.shipped() }
            return try RiskModel(text: try Texts.text(of: path))
        } catch let error as RiskModelError {
            throw CommandFailure.input("\(path ?? "the shipped weights"): \(error)")
        }
    }
}

/// Policies and cue packs: those shipped, and the operator's own.
enum Texts {
    /// - Parameter path: a YAML file that extends what is shipped.
    static func taxonomy(_ path: String?) throws -> Taxonomy {
        do {
            let shipped = try ShippedTaxonomy.load()
            guard let path else { return ReportPolicies.adding(to: shipped) }
            return ReportPolicies.adding(
                to: try TaxonomyFile.parse(yaml: try text(of: path), file: path, extending: shipped))
        } catch let problems as TaxonomyProblems {
            throw CommandFailure.input("the taxonomy does not load:\n\(problems)")
        }
    }

    /// - Parameters:
    ///   - extra: paths of the operator's own packs.
    ///   - languages: which of the shipped packs to take.
    static func packs(
        extra: [String], languages: Set<Language> = Set(Language.allCases), taxonomy: Taxonomy
    ) throws -> [CuePack] {
        do {
            var packs = try ShippedCues.packs(languages)
            for path in extra {
                packs.append(try CuePack.parse(yaml: try text(of: path), file: path, taxonomy: taxonomy))
            }
            return packs
        } catch let problems as CuePackProblems {
            throw CommandFailure.input("a cue pack does not load; the problems are:\n\(problems)")
        }
    }

    /// The path of what a file names: beside that file, wherever the program was started.
    static func path(_ name: String, beside file: String) -> String {
        URL(fileURLWithPath: name, relativeTo: URL(fileURLWithPath: file)).path
    }

    /// A file's text.
    static func text(of path: String) throws(CommandFailure) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .input("cannot read \(path): is the path right, and may you read it?")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw .input("\(path) is not UTF-8; convert it: iconv -t UTF-8 \(path)")
        }
        return text
    }
}
