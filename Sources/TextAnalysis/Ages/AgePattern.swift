/// One way to state one's age.
struct AgePattern: Sendable {
    /// In the grammar of cue packs.
    var pattern: String
    var meaning: Meaning
    /// How often somebody who writes this states their own present age; estimated, not measured.
    var confidence: Double
    var after: After = .anything
    /// Words that speak against it when they stand before.
    var notBefore: Set<String> = []

    /// How the years follow.
    enum Meaning: Sendable {
        /// From the first number of the match, so many years below and above.
        case number(Int, Int)
        /// Always these.
        case years(ClosedRange<Int>)
    }

    /// What may stand after the match.
    enum After: Sendable {
        case anything
        /// The text must end.
        case nothing
        case but(Set<String>)
        /// One of these, an emoji, or the end.
        case only(Set<String>)
    }

    /// Words before a statement that turn it into a supposition or a memory.
    static let notBefore: Set<String> = [
        "si", "quand", "lorsque", "comme", "que", "qu", "quoi", "if", "when", "since", "like", "until", "till",
        "before",
        "pretend", "think", "thinks", "thought", "said", "says", "pas", "not",
    ]

    /// After a number of years: what makes it a span rather than an age.
    private static let span: Set<String> = [
        "de", "d", "dans", "apres", "avant", "plus", "maximum", "minimum", "ago", "later", "of", "ferme", "devant",
        "derriere",
    ]

    /// After "I'm 14": what goes on with the sentence rather than counts something.
    private static let sentence: Set<String> = [
        "and", "but", "btw", "so", "lol", "lmao", "u", "you", "hbu", "wbu", "what", "how", "not", "too", "now", "also",
        "bro",
        "dude", "yo", "years", "year", "yrs", "yr", "y", "f", "m", "girl", "boy", "female", "male", "from", "haha", "i",
        "im",
        "tho", "though", "as", "because", "cuz", "bc", "or", "ok", "okay", "is", "my", "in", "soon", "today",
        "tomorrow",
    ]

    private static let ordinal = ["e", "eme", "em", "ieme"].joined(separator: "|")
    private static let iAmFrench =
        "(je suis|j suis|jsuis|jsui|chui|chuis|suis|jentre|j entre|je rentre|jrentre"
        + "|je passe|jpasse|je vais)"
    private static let iAmEnglish = "(i m|im|i am|iam)"
    private static let place: Set<String> = [
        "position", "place", "ligne", "main", "division", "partie", "vitesse", "annee", "ligue", "personne", "fois",
        "classe",
        "saison", "page", "lecture", "chance", "mi", "manche", "phase", "journee", "heure",
    ]

    /// All statements that are known.
    static let all: [AgePattern] = french + frenchSchool + english + englishSchool

    private static let french: [AgePattern] = [
        AgePattern(
            pattern: "(j ai|jai|jé|ge|g|gai) [deja|presque|juste|seulement|que|bientot|tjrs|encore]"
                + " #8-79 (ans|an|piges|balais)",
            meaning: .number(0, 0), confidence: 0.85, after: .but(span)),
        AgePattern(
            pattern: "(j ai|jai|g|gai) [deja|presque|juste] #8-79 ans et (demi|demie)", meaning: .number(0, 0),
            confidence: 0.9, after: .but(span)),
        AgePattern(
            pattern: "je viens d avoir #8-79 ans", meaning: .number(0, 0), confidence: 0.85, after: .but(span)),
        AgePattern(
            pattern: "(je vais [bientot] (avoir|faire)|je vais sur mes|j aurai|jaurai|je fais) [bientot] #8-79 ans",
            meaning: .number(-1, 0), confidence: 0.6, after: .but(span)),
        AgePattern(
            pattern: "(je suis|jsuis|chui|suis) [une|un|1] <0-1> (fille|gars|garcon|meuf|mec|ado|homme|femme|jeune) de"
                + " #8-79 (ans|piges)", meaning: .number(0, 0), confidence: 0.8),
        AgePattern(
            pattern: "#8-79 ans et (demi|demie)", meaning: .number(0, 0), confidence: 0.5, after: .but(span),
            notBefore: othersHave),
        AgePattern(
            pattern: "#8-79 (ans|piges) [et toi|et twa|et tw]", meaning: .number(0, 0), confidence: 0.5,
            after: .nothing,
            notBefore: anyWord),
        AgePattern(
            pattern: "(moi|moi c est|perso|mw) #8-79 (ans|piges)", meaning: .number(0, 0), confidence: 0.7,
            after: .but(span)),
        AgePattern(
            pattern: "#8-79 (f|h|m|g|fille|gars|garcon|meuf|mec|female|male|girl|boy) [fr|et toi|et tw|wbu|hbu|u|you]",
            meaning: .number(0, 0), confidence: 0.45, after: .nothing, notBefore: anyWord),
        AgePattern(
            pattern: "(f|h|fille|gars|garcon|meuf|mec|female|male|girl|boy) #8-79 [ans]", meaning: .number(0, 0),
            confidence: 0.4, after: .nothing, notBefore: anyWord),
    ]

    /// Before a bare age: somebody or something else that has it.
    private static let othersHave: Set<String> = [
        "a", "avait", "avais", "as", "aura", "auras", "ont", "de", "depuis", "pendant", "pour", "durant", "fait", "ya",
        "les",
        "ces", "ses", "tes", "vers", "apres", "avant", "dans", "des", "plus", "moins", "en", "has", "is",
    ]
    /// Marks a statement that must begin the text.
    static let anyWord: Set<String> = ["*"]

    private static func school(_ name: String, _ years: ClosedRange<Int>) -> AgePattern {
        AgePattern(
            pattern:
                "\(iAmFrench) [actuellement|tjrs|encore|que|deja|toujours|mnt|maintenant] en [classe de] (\(name))",
            meaning: .years(years), confidence: 0.75, after: .but(place))
    }

    private static let frenchSchool: [AgePattern] = [
        school("cm1|ce2", 8...10), school("cm2", 10...11),
        school("6 (\(ordinal))|sixieme|6eme", 11...12), school("5 (\(ordinal))|cinquieme|5eme", 12...13),
        school("4 (\(ordinal))|quatrieme|4eme", 13...14), school("3 (\(ordinal))|troisieme|3eme", 14...15),
        school("2 (nd|nde|de)|seconde|2nde", 15...16), school("1 (ere|re|er)|premiere|1ere", 16...17),
        school("terminale|terminal|tle|term", 17...18),
        school("fac|licence|master|bts|prepa|l1|l2|l3|m1|m2", 18...25),
        AgePattern(
            pattern: "\(iAmFrench) [encore|tjrs|toujours|que] au college", meaning: .years(11...15), confidence: 0.65),
        AgePattern(
            pattern: "\(iAmFrench) [encore|tjrs|toujours|que] au lycee", meaning: .years(15...18), confidence: 0.65),
        AgePattern(
            pattern: "\(iAmFrench) [encore|tjrs|toujours] (en primaire|a l ecole primaire)", meaning: .years(6...11),
            confidence: 0.65),
        AgePattern(
            pattern: "(je suis|jsuis|chui|suis) (collegien|collegienne)", meaning: .years(11...15), confidence: 0.75),
        AgePattern(pattern: "(je suis|jsuis|chui|suis) (lyceen|lyceenne)", meaning: .years(15...18), confidence: 0.75),
        AgePattern(pattern: "(je suis|jsuis|chui|suis) (majeur|majeure)", meaning: .years(18...79), confidence: 0.6),
        AgePattern(pattern: "(je suis|jsuis|chui|suis) (mineur|mineure)", meaning: .years(8...17), confidence: 0.6),
    ]

    private static let english: [AgePattern] = [
        AgePattern(
            pattern: "\(iAmEnglish) [only|just|almost|nearly|actually|still|like] #8-79"
                + " (yo|y o|yrs|yr|yrs old|yr old|year old|years old|y old)",
            meaning: .number(0, 0), confidence: 0.9),
        AgePattern(
            pattern: "(i m|im|i am) [only|just|almost|nearly|actually|still] #8-79", meaning: .number(0, 0),
            confidence: 0.7, after: .only(sentence)),
        AgePattern(
            pattern: "(i m|im|i am|i will be|ill be|i ll be) turning #8-79", meaning: .number(-1, 0), confidence: 0.75),
        AgePattern(
            pattern: "turning #8-79 [soon|tomorrow|today|in|next|this|on]", meaning: .number(-1, 0), confidence: 0.5,
            notBefore: [
                "is", "s", "was", "are", "were", "he", "she", "they", "sister", "brother", "son", "daughter", "kid",
                "friend",
                "who", "re",
            ]),
        AgePattern(
            pattern: "i [just|only] turned #8-79", meaning: .number(0, 0), confidence: 0.75, after: .only(sentence)),
        AgePattern(
            pattern: "#8-79 (yo|y o|year old|years old) (girl|boy|female|male|f|m) [here]", meaning: .number(0, 0),
            confidence: 0.5,
            notBefore: [
                "my", "a", "his", "her", "the", "another", "some", "their", "your", "these", "with", "of", "our", "an",
            ]),
        AgePattern(
            pattern: "#8-79 (yo|y o|years old)", meaning: .number(0, 0), confidence: 0.5, after: .nothing,
            notBefore: anyWord),
        AgePattern(pattern: "(i m|im|i am) underage", meaning: .years(8...17), confidence: 0.6),
    ]

    private static func grade(_ number: Int, _ suffix: String, _ word: String) -> AgePattern {
        AgePattern(
            pattern:
                "\(iAmEnglish) [only|still|just|currently] [going|gonna be] (in|into) [the] (\(number) \(suffix)|\(word)) grade",
            meaning: .years((number + 5)...(number + 6)), confidence: 0.8)
    }

    private static let englishSchool: [AgePattern] = [
        grade(5, "th", "fifth"), grade(6, "th", "sixth"), grade(7, "th", "seventh"), grade(8, "th", "eighth"),
        grade(9, "th", "ninth"), grade(10, "th", "tenth"), grade(11, "th", "eleventh"), grade(12, "th", "twelfth"),
        AgePattern(
            pattern: "\(iAmEnglish) [only|still|just|currently|going] (in|into) year #5-13", meaning: .number(4, 5),
            confidence: 0.75),
        AgePattern(
            pattern: "year #7-13", meaning: .number(4, 5), confidence: 0.4, after: .nothing, notBefore: anyWord),
        AgePattern(
            pattern: "\(iAmEnglish) [only|still|just|currently] in middle school", meaning: .years(11...14),
            confidence: 0.7),
        AgePattern(
            pattern: "\(iAmEnglish) [only|still|just|currently] in (high school|highschool|hs)",
            meaning: .years(14...18),
            confidence: 0.7),
        AgePattern(
            pattern: "\(iAmEnglish) a [hs|high school] freshman [in] [hs|high school]", meaning: .years(14...19),
            confidence: 0.6),
        AgePattern(
            pattern: "\(iAmEnglish) a [hs|high school] sophomore", meaning: .years(15...20), confidence: 0.6),
        AgePattern(
            pattern: "\(iAmEnglish) [still|just|currently] (in|at) (college|uni|university)", meaning: .years(17...25),
            confidence: 0.6),
    ]
}
