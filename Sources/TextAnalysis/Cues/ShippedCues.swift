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
                packs.append(try CuePack.parse(yaml: file.text, file: file.name, taxonomy: taxonomy))
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
        /// The YAML text.
        public var text: String
    }

    /// The files of all packs, in the order of their names. A pack's file begins with its language's code.
    public static let files: [File] = EmbeddedTexts.all.compactMap { name, text in
        guard name != "taxonomy.yaml" else { return nil }
        return Language(rawValue: String(name.prefix(2))).map { File(name: name, language: $0, text: text) }
    }
}
