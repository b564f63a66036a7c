import SafetyModel
import Testing
import TextAnalysis

/// Sentences that were written after the packs and are no examples in them. A pack is mended in general when one of
/// these fails, never by copying the sentence.
@Suite("Cue packs meet sentences that they have not seen")
struct CuePackBehaviourTests {
    /// A sentence, and a stage or policy of which a cue must be found in it.
    struct Lead: Sendable, CustomTestStringConvertible {
        var expected: String
        var text: String

        init(_ expected: String, _ text: String) {
            self.expected = expected
            self.text = text
        }

        var testDescription: String { "\(expected): \(text)" }
    }

    private static let reader: Result<TextReader, CuePackProblems> = {
        do throws(CuePackProblems) {
            return .success(TextReader(cues: CueMatcher(packs: try ShippedCues.packs(Set(Language.allCases)))))
        } catch {
            return .failure(error)
        }
    }()

    @Test(
        "a sentence that should worry a reviewer gives a cue of its stage or policy",
        arguments: frenchLeads + englishLeads)
    func fires(_ lead: Lead) throws {
        let hits = try Self.reader.get().read(lead.text).hits
        #expect(
            hits.contains { $0.stage?.rawValue == lead.expected || $0.policy.code == lead.expected },
            "found \(hits.map(\.cue))")
    }

    @Test("everyday talk gives no cue that weighs 1 or more", arguments: frenchTalk + englishTalk)
    func staysQuiet(_ text: String) throws {
        let strong = try Self.reader.get().read(text).hits.filter { $0.weight >= 1 }
        #expect(strong.isEmpty, "found \(strong.map(\.cue))")
    }

    static let frenchLeads: [Lead] = [
        Lead("profiling", "ton père est dans la maison là ou t'es tranquille"),
        Lead("profiling", "genre tes vieux ils checkent jamais ton discord ?"),
        Lead("profiling", "c'est quoi l'âge que t'as en vrai"),
        Lead("profiling", "y a personne d'autre chez toi en ce moment ?"),
        Lead("trust", "franchement pour une fille de 13 ans t'es hyper mature"),
        Lead("trust", "avec toi c'est pas pareil qu'avec les autres, t'es vraiment différente"),
        Lead("trust", "si t'as confiance en moi prouve-le"),
        Lead("trust", "peu importe notre âge, ce qui compte c'est nous"),
        Lead("isolation", "faut pas que tes parents tombent sur notre conv"),
        Lead("isolation", "vide la discussion avant d'aller dormir ok"),
        Lead("isolation", "on va sur telegram ici c'est pas safe les modos voient tout"),
        Lead("isolation", "ca doit rester un secret entre toi et moi"),
        Lead("isolation", "t'en parles à personne hein même pas à ta meilleure pote"),
        Lead("isolation", "tu peux me rappeler une fois que ta mère sera couchée ?"),
        Lead("desensitisation", "tkt à ton âge c'est normal d'être curieuse"),
        Lead("desensitisation", "toutes mes copines d'avant m'en envoyaient c'est banal"),
        Lead("desensitisation", "arrête de faire ta timide"),
        Lead("desensitisation", "t'as quoi sur toi là comme vêtements"),
        Lead("request", "vas-y prends toi en photo et envoie"),
        Lead("request", "montre moi ton ventre en cam vite fait"),
        Lead("request", "allez une ptite photo de toi au lit pour moi"),
        Lead("request", "stp un nude je le garde pour moi promis"),
        Lead("leverage", "je te mets 1000 robux si tu fais une vidéo de toi"),
        Lead("leverage", "tu veux que je lève ton ban ? tu sais ce que t'as à faire, une photo et c'est bon"),
        Lead("leverage", "si demain j'ai rien reçu ta mère reçoit toutes tes photos"),
        Lead("coercion", "t'as jusqu'à 20h pour payer sinon je publie"),
        Lead("coercion", "bloque moi et tu verras ce que je fais de tes photos"),
        Lead("coercion", "si tu réponds pas je me taillade et ce sera à cause de toi"),
        Lead("violence.threat", "on va venir te péter les genoux à la sortie du lycée"),
        Lead("privacy.doxxing", "qui veut le numéro et l'adresse de cette folle, je les ai"),
        Lead("harassment.insult", "t'es qu'une pauvre merde personne te calcule ici"),
        Lead("harassment.misogyny", "encore une meuf qui sait pas jouer, va faire le ménage"),
        Lead("fraud.giveaway", "les 20 premiers à s'inscrire sur ce lien gagnent un nitro, faites vite"),
    ]

    static let englishLeads: [Lead] = [
        Lead("profiling", "your dad around or are you good to talk"),
        Lead("profiling", "so like do ur folks ever go thru ur phone"),
        Lead("profiling", "whats ur age again"),
        Lead("profiling", "nobody else in the house with you tonight?"),
        Lead("trust", "honestly for a 13 yr old you're crazy mature"),
        Lead("trust", "you're different from every other girl here"),
        Lead("trust", "if you trust me then prove it"),
        Lead("trust", "who cares about our ages, age means nothing"),
        Lead("isolation", "make sure your parents never find this chat"),
        Lead("isolation", "clear the convo before you go to bed ok"),
        Lead("isolation", "let's move to telegram, mods can see everything here"),
        Lead("isolation", "has to stay secret between you and me"),
        Lead("isolation", "you can't tell a single person, not even your bestie"),
        Lead("isolation", "ring me once your mum has gone to bed"),
        Lead("desensitisation", "it's totally normal to be curious at your age dw"),
        Lead("desensitisation", "my exes all sent me stuff, it's no big deal"),
        Lead("desensitisation", "stop being so shy with me"),
        Lead("desensitisation", "what have you got on right now, clothes wise"),
        Lead("request", "go on take a pic of yourself and send it"),
        Lead("request", "show me your tummy on cam real quick"),
        Lead("request", "cmon one lil pic of you in bed for me"),
        Lead("request", "send a nude i'll keep it private i swear"),
        Lead("leverage", "i'll drop you 1000 robux if you make a video of yourself"),
        Lead("leverage", "want your ban gone? you know what to do, one picture and you're back in"),
        Lead("leverage", "if i've got nothing by tomorrow your mum gets all of your pics"),
        Lead("coercion", "you've got until 8pm to pay or i post it"),
        Lead("coercion", "block me and see what i do with your pictures"),
        Lead("coercion", "if you stop replying i'll cut myself and it'll be because of you"),
        Lead("violence.threat", "we're gonna come break your knees after school"),
        Lead("privacy.doxxing", "who wants this psycho's address and number, i've got both"),
        Lead("harassment.insult", "you're a pathetic waste of space nobody even talks to you here"),
        Lead("harassment.misogyny", "another girl who can't aim, go do the dishes"),
        Lead("fraud.giveaway", "first 20 people to sign up on this link win nitro, be quick"),
    ]

    static let frenchTalk = [
        "maman m'a envoyé une photo du petit à la plage",
        "quelqu'un peut envoyer la photo de classe ?",
        "tu habites où ? on cherche quelqu'un pour faire une lan à Lyon",
        "montre ton setup stp, je veux voir le câble management",
        "si vous le bannissez moi je quitte le serveur",
        "je te file mon skin si tu me donnes ton couteau",
        "ton ban est levé, merci de relire le règlement avant de poster",
        "on débannit si tu t'excuses auprès de Lina et que tu promets d'arrêter le spam",
        "rendez le devoir de français avant lundi et envoyez-moi une photo si le scan marche pas",
        "regarde les photos des vacances je les ai mises dans le drive",
        "n'envoyez jamais de photos intimes, même à quelqu'un que vous aimez",
        "un type m'a demandé des photos en mp, j'ai fait un screen et je l'ai signalé",
        "j'en peux plus en ce moment, j'ai envie de disparaître, je sais pas à qui parler",
        "t'es trop belle sur cette photo avec ta robe de mariée ma chérie, hâte d'être à samedi",
        "mon cœur tu rentres à quelle heure du boulot ? je fais des pâtes",
        "frérot passe moi la manette sinon je le dis à papa",
        "je vais te défoncer à Mario Kart ce soir",
        "j'ai supprimé les messages de pub, désolé pour le bruit",
        "garde le secret mais on organise une fête pour les 18 ans de Théo",
        "appelle-moi quand t'arrives à la gare, je viens te chercher",
        "t'as 10 minutes pour une ranked avant que j'aille manger ?",
        "le premier qui trouve le bug gagne un rôle spécial, concours officiel du serveur",
        "mon grand frère est hyper mature pour son âge",
        "c'est normal que mon jeu plante à chaque fois que j'allume la webcam ?",
        "tes parents sont d'accord pour que tu viennes à la convention ?",
        "j'ai toutes les photos du concert, je vous les envoie demain",
        "la prof a dit que les filles de la classe avaient mieux réussi",
        "tu peux partager ton écran pour le projet ?",
        "j'attends mon colis, l'adresse de livraison est au 12 rue des Lilas",
        "trop hâte de te voir en concert samedi",
        "qui a le numéro du secrétariat du collège ?",
        "j'ai peur qu'il envoie mes photos à tout le monde, je fais quoi ?",
        "il m'a traitée de tous les noms, c'est pas ok",
    ]

    static let englishTalk = [
        "my mom sent me a photo of my cousin at the beach",
        "can somebody post the class picture please",
        "where do you all live? we want to host a lan in Leeds",
        "show us your setup, i want to see the cable management",
        "if they ban him i'm leaving this server",
        "i'll swap my skin for your knife, fair trade",
        "your ban has been lifted, please read the rules before posting again",
        "we can unban you if you apologise to Lina and promise to stop spamming",
        "hand in the essay by monday, and send me a photo of the page if the scanner is broken",
        "look at the holiday photos, i put them in the shared drive",
        "never send private pictures, not even to someone you love",
        "some guy asked me for pics in dms so i took a screenshot and reported him",
        "i can't take it anymore lately, i feel like disappearing and don't know who to talk to",
        "you look so beautiful in that picture with your wedding dress, can't wait for saturday",
        "babe what time do you get off work? i'm making pasta",
        "bro give me the controller or i'm telling dad",
        "i'm gonna destroy you at Mario Kart tonight",
        "i deleted the spam messages, sorry for the noise",
        "keep it quiet but we're throwing a party for Theo's 18th birthday",
        "call me when you get to the station and i'll come get you",
        "got 10 minutes for a ranked before i eat?",
        "first to find the bug gets a special role, official server contest",
        "my big brother is super mature for his age",
        "is it normal that my game crashes every time i turn on my webcam?",
        "are your parents ok with you coming to the convention?",
        "i have all the photos from the concert, sending them tomorrow",
        "the teacher said the girls in our class did better this time",
        "could you share your screen for the project?",
        "waiting for my parcel, the delivery address is 12 Maple Street",
        "can't wait to see you live on saturday",
        "who has the number of the school office?",
        "i'm scared he will send my pictures to everyone, what do i do?",
        "he called me all sorts of names and that's not ok",
    ]
}
