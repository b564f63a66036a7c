/// Invented names as accounts carry them.
struct Nicknames: Sendable {
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed }

    func name(_ bits: UInt64, _ account: Int) -> String {
        let first = Self.first[Int(bits % UInt64(Self.first.count))]
        let thing = Self.things[Int((bits >> 10) % UInt64(Self.things.count))]
        let number = Int((bits >> 24) % 100)
        switch (bits >> 32) % 12 {
        case 0: return first
        case 1: return first + "_" + Self.two(number)
        case 2: return thing
        case 3: return thing + Self.two(number)
        case 4: return first + "." + thing
        case 5: return "xX_" + thing + "_Xx"
        case 6: return first + Self.two(number)
        case 7: return "le_" + thing
        case 8: return thing + "_" + first
        case 9: return first + "ou" + Self.two(number)
        case 10: return "its" + first
        default: return thing + "z"
        }
    }

    /// A name that the same person would take next: `kaelo` becomes `kaelo_`, `kaelo2`, `k.kaelo`.
    static func successor(of name: String, _ bits: UInt64) -> String {
        switch bits % 4 {
        case 0: name + "_"
        case 1: name + "2"
        case 2: "real." + name
        default: name + "_off"
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    static let first = words(
        """
        lea emma lucas nolan hugo jade chloe enzo maeva sarah ines yanis theo camille lilou noah tom axel manon zoe
        kylian rayan sofia louna mael ethan clara romane adam nina eva gabin timeo lola anais mathis robin salome
        aya naim elsa oscar margot liam alix maya amine juliette leny kenza melo charlie sam alex nour elif tess
        """)

    static let things = words(
        """
        kiwi panda neko shadow pixel lune comete biscuit renard tofu ghost mochi saturne orage nuage cactus pingu
        kraken zephyr banane sushi onyx hibou koala glitch vortex ramen citron loutre rocket pepite cosmos brume
        flocon matcha tigre lynx pulsar caramel aurore cookie nova jaguar ecume ninja pancake typhon lagon
        """)

    private static func words(_ text: String) -> [String] {
        text.split { $0 == " " || $0 == "\n" }.map(String.init)
    }
}
