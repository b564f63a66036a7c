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
        for language in languages.sorted(by: { $0.rawValue < $1.rawValue }) {
            do throws(CuePackProblems) {
                let text = String(decoding: yaml(language), as: UTF8.self)
                packs.append(try CuePack.parse(yaml: text, file: "\(language.rawValue).yaml", taxonomy: taxonomy))
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw CuePackProblems(problems) }
        return packs
    }

    /// The text of a pack as it is shipped, to read or to start an own pack from.
    public static func yaml(_ language: Language) -> [UInt8] {
        switch language {
        case .french: PackageResources.fr_yaml
        case .english: PackageResources.en_yaml
        }
    }
}
