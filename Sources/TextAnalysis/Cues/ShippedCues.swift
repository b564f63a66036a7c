public import SafetyModel

/// The cue packs that come with Vigie, embedded in the program.
public enum ShippedCues {
    /// Reads the packs of some languages, in the order of their names.
    /// - Throws: what is wrong in them; with packs that passed `vigie cues check`, nothing.
    public static func packs(_ languages: Set<Language>) throws(CuePackProblems) -> [CuePack] {
        let taxonomy: Taxonomy
        do {
            taxonomy = try ShippedTaxonomy.load()
        } catch {
            throw CuePackProblems(error.problems)
        }
        var packs: [CuePack] = []
        var problems: [FileProblem] = []
        for file in files where languages.contains(file.language) {
            do throws(CuePackProblems) {
                let text = String(decoding: file.bytes(), as: UTF8.self)
                packs.append(try CuePack.parse(yaml: text, file: file.name, taxonomy: taxonomy))
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw CuePackProblems(problems) }
        return packs
    }

    /// A pack as it is shipped, to read or to start an own pack from.
    public struct File: Sendable {
        public var name: String
        public var language: Language
        /// The YAML text, in UTF-8.
        public var bytes: @Sendable () -> [UInt8]
    }

    /// The files of all packs, in the order of their names.
    public static let files: [File] = [
        File(name: "en.yaml", language: .english, bytes: { PackageResources.en_yaml }),
        File(name: "fr-harassment.yaml", language: .french, bytes: { PackageResources.fr_harassment_yaml }),
        File(name: "fr.yaml", language: .french, bytes: { PackageResources.fr_yaml }),
    ]
}
