public import SafetyModel

/// What each reason of a score means, in words a reviewer and the person concerned can read.
public enum ContributionTexts {
    /// The sentence for a contribution's code; `figure` is put in where the sentence has room for one. A code that is
    /// not known gives itself.
    public static func text(for code: String, figure: Double?) -> LocalizedText {
        guard let entry = texts[code] else { return LocalizedText(fr: code, en: code) }
        guard let figure, let counted = entry.counted else { return entry.plain }
        let number = spell(figure)
        return LocalizedText(fr: fill(counted.fr, number), en: fill(counted.en, number))
    }

    /// Every code that has a sentence, in alphabetical order.
    public static var codes: [String] { texts.keys.sorted() }

    struct Entry: Sendable {
        var plain: LocalizedText
        /// The sentence with `#` where the figure stands.
        var counted: LocalizedText?

        init(_ fr: String, _ en: String, counted: (fr: String, en: String)? = nil) {
            plain = LocalizedText(fr: fr, en: en)
            self.counted = counted.map { LocalizedText(fr: $0.fr, en: $0.en) }
        }
    }

    /// Whole numbers without a fraction, others with one digit.
    private static func spell(_ figure: Double) -> String {
        guard figure.isFinite, figure.magnitude < 1e15 else { return "?" }
        let tenths = (figure * 10).rounded() / 10
        return tenths == tenths.rounded() ? String(Int64(tenths)) : String(tenths)
    }

    private static func fill(_ sentence: String, _ number: String) -> String {
        String(sentence.split(separator: "#", omittingEmptySubsequences: false).joined(separator: number))
    }

    private static let texts: [String: Entry] =
        stages.merging(wording) { first, _ in first }
        .merging(orders) { first, _ in first }
        .merging(contexts) { first, _ in first }
        .merging(surroundings) { first, _ in first }
        .merging(features) { first, _ in first }
        .merging(powers) { first, _ in first }
        .merging(acts) { first, _ in first }
        .merging(groups) { first, _ in first }
        .merging(reports) { first, _ in first }

    private static let stages: [String: Entry] = [
        "stage.contact": Entry("Prise de contact insistante.", "Insistent first contact."),
        "stage.profiling": Entry(
            "Questions sur l'âge, l'école, la famille ou l'emploi du temps.",
            "Questions about age, school, family or daily routine."),
        "stage.trust": Entry(
            "Marques d'attention et de confiance inhabituelles.", "Unusual signs of attention and trust."),
        "stage.isolation": Entry(
            "Demandes de secret, ou de parler à l'écart des autres.",
            "Requests for secrecy, or to talk away from others."),
        "stage.desensitisation": Entry(
            "Propos qui banalisent l'intimité.", "Talk that makes intimacy seem ordinary."),
        "stage.request": Entry("Demande d'images ou de faveurs.", "A request for pictures or favours."),
        "stage.leverage": Entry(
            "Quelque chose est offert ou retenu pour l'obtenir.", "Something is offered or withheld to obtain it."),
        "stage.coercion": Entry("Menaces pour obtenir quelque chose.", "Threats to obtain something."),
    ]

    private static let orders: [String: Entry] = [
        "order.trust_before_request": Entry(
            "Les marques de confiance sont venues avant la demande.", "Signs of trust came before the request."),
        "order.isolation_before_request": Entry(
            "Le secret a été demandé avant ou avec la demande.", "Secrecy was asked for before or with the request."),
        "order.secrecy_after_request": Entry(
            "Le secret a été demandé après la demande.", "Secrecy was asked for after the request."),
        "order.desensitisation_before_request": Entry(
            "Les propos intimes ont précédé la demande.", "Intimate talk came before the request."),
        "order.offer_before_request": Entry(
            "Une offre ou une pression a précédé la demande de peu.",
            "An offer or pressure came shortly before the request."),
        "order.request_before_leverage": Entry(
            "Après la demande, une offre ou une pression pour l'obtenir.",
            "After the request, an offer or pressure to obtain it."),
        "order.threat_after_request": Entry(
            "Une menace a suivi la demande.", "A threat followed the request."),
        "order.leverage_then_coercion": Entry(
            "Un moyen de pression, puis une menace.", "A means of pressure, then a threat."),
        "order.many_stages": Entry(
            "Plusieurs sortes d'indices ensemble.", "Several kinds of cues together.",
            counted: ("# sortes d'indices ensemble.", "# kinds of cues together.")),
        "order.repeated_request": Entry(
            "La demande a été répétée.", "The request was repeated.",
            counted: ("La demande apparaît dans # messages.", "The request appears in # messages.")),
    ]

    private static let contexts: [String: Entry] = [
        "context.prior": Entry(
            "Point de départ : la plupart des échanges sont sans danger.",
            "Starting point: most exchanges are harmless."),
        "context.bounded": Entry(
            "Retenue : rien n'est jamais certain.", "Held back: nothing is ever certain."),
        "context.likely_minor": Entry(
            "La personne visée est peut-être mineure.", "The person addressed is possibly a minor."),
        "context.likely_adult": Entry(
            "L'auteur est peut-être majeur.", "The author is possibly an adult."),
        "context.new_account": Entry(
            "Le compte de l'auteur a moins de deux semaines.", "The author's account is less than two weeks old."),
        "context.age_gap": Entry("Écart d'âge possible.", "A possible gap in age."),
        "context.same_age": Entry(
            "Les deux sont peut-être mineurs, du même âge.", "Both are possibly minors of the same age."),
        "context.both_adults": Entry("Les deux sont peut-être majeurs.", "Both are possibly adults."),
        "context.adult_target": Entry(
            "La personne visée est peut-être majeure.", "The person addressed is possibly an adult."),
        "context.staff_over_newcomer": Entry(
            "Un membre de l'équipe s'adresse à une personne arrivée depuis peu.",
            "A member of staff speaks to somebody who joined recently."),
        "context.staff_over_member": Entry(
            "Un membre de l'équipe s'adresse à un membre.", "A member of staff speaks to a member."),
        "context.long_standing": Entry(
            "Échange réciproque de longue date.", "A long-standing exchange in both directions."),
        "context.mutual_requests": Entry(
            "Les deux se demandent la même chose, sans pression.", "Both ask the same of each other, without pressure."),
        "context.target_initiated": Entry(
            "La personne visée avait pris contact la première.", "The person addressed had made contact first."),
        "context.newcomer": Entry(
            "La personne visée est arrivée depuis peu.", "The person addressed joined recently."),
        "context.nobody_addressed": Entry(
            "Le message ne s'adresse à personne en particulier.", "The message is addressed to nobody in particular."),
        "context.nothing_asked": Entry(
            "Rien n'a été demandé ni offert.", "Nothing was asked or offered."),
        "context.together_in_voice": Entry(
            "Les deux se parlent dans un salon vocal.", "Both are talking in a voice room."),
        "context.weak_cues_only": Entry(
            "Seulement des indices faibles jusqu'ici.", "Only weak cues so far."),
        "context.behaviour_only": Entry(
            "Un comportement seul, sans un mot : le score est plafonné.",
            "Behaviour alone, without a word: the score is capped."),
        "context.young_contacts": Entry(
            "La plupart des personnes contactées sont peut-être mineures.",
            "Most of those contacted are possibly minors.",
            counted: (
                "# des personnes contactées sont peut-être mineures.", "# of those contacted are possibly minors."
            )),
    ]

    private static let surroundings: [String: Entry] = [
        "context.private_channel": Entry("Les mots sont venus en privé.", "The words came in private."),
        "context.public_channel": Entry("Les mots sont venus en public.", "The words came in public."),
        "context.new_contact": Entry(
            "Contact privé récent.", "A recent private contact.",
            counted: ("Contact privé depuis # jour(s) au plus.", "In private contact for # day(s) at most.")),
        "context.one_sided": Entry(
            "Échange presque à sens unique.", "An exchange nearly in one direction.",
            counted: ("# messages, presque sans réponse.", "# messages with next to no answer.")),
        "context.gift_near_request": Entry(
            "Un cadeau a été offert autour de la demande.", "A gift was offered around the time of the request."),
        "context.ban_near_request": Entry(
            "La demande est proche d'un bannissement ou de sa levée.",
            "The request is close to a ban or to its being lifted."),
    ]

    private static let features: [String: Entry] = [
        "feature.fan_out": Entry(
            "Beaucoup de nouveaux contacts privés avec de jeunes ou nouveaux membres en une semaine.",
            "Many new private contacts with young or new members within a week.",
            counted: (
                "# nouveaux contacts privés avec de jeunes ou nouveaux membres en une semaine.",
                "# new private contacts with young or new members within a week."
            )),
        "feature.same_opener": Entry(
            "Le même premier message à plusieurs personnes.", "The same first message to several people.",
            counted: (
                "Le même premier message à # personnes en une semaine.",
                "The same first message to # people within a week."
            )),
        "feature.voice_pivot": Entry(
            "Contact privé juste après un salon vocal commun.", "Private contact right after a shared voice room.",
            counted: (
                "# contacts privés juste après un salon vocal commun.",
                "# private contacts right after a shared voice room."
            )),
        "feature.early_contact": Entry(
            "Contact privé dans les 24 heures après l'arrivée.", "Private contact within 24 hours of joining.",
            counted: (
                "# contacts privés dans les 24 heures après l'arrivée.",
                "# private contacts within 24 hours of joining."
            )),
        "feature.deleted_after": Entry(
            "Des messages ont été supprimés après la demande.", "Messages were deleted after the request."),
        "feature.harmful_words": Entry(
            "Mots relevés dans les messages.", "Words found in the messages.",
            counted: ("Mots relevés dans # message(s).", "Words found in # message(s).")),
        "feature.pile_on": Entry(
            "Plusieurs personnes hostiles envers une seule en dix minutes.",
            "Several people hostile towards one within ten minutes.",
            counted: (
                "# personnes hostiles envers une seule en dix minutes.",
                "# people hostile towards one within ten minutes."
            )),
        "feature.hostility": Entry("Messages fortement hostiles.", "Strongly hostile messages."),
    ]

    private static let groups: [String: Entry] = [
        "context.names_nobody": Entry(
            "Certains messages hostiles ne nomment personne.", "Some hostile messages name nobody.",
            counted: (
                "# personne(s) hostile(s) n'ont nommé personne, juste après les mots de la personne visée.",
                "# hostile speaker(s) named nobody, right after the words of the person concerned."
            )),
        "context.quarrel": Entry(
            "Plusieurs s'en prennent aussi à d'autres, ou plaisantent entre eux d'habitude : dispute générale possible.",
            "Several turn on others too, or usually joke among themselves: possibly a general quarrel."),
        "feature.joined_together": Entry(
            "Des comptes arrivés presque en même temps agissent de la même façon.",
            "Accounts that joined at nearly the same time act alike.",
            counted: (
                "# comptes arrivés presque en même temps agissent de la même façon.",
                "# accounts that joined at nearly the same time act alike."
            )),
        "feature.same_targets": Entry(
            "Ils écrivent aux mêmes personnes.", "They write to the same people.",
            counted: ("Ils écrivent tous aux mêmes personnes (#).", "They all write to the same people (#).")),
        "feature.same_texts": Entry(
            "Ils écrivent presque le même texte.", "They write nearly the same text.",
            counted: ("# comptes écrivent presque le même texte.", "# accounts write nearly the same text.")),
        "context.made_together": Entry(
            "Les comptes ont été créés presque en même temps, peu avant d'arriver.",
            "The accounts were made at nearly the same time, shortly before they joined."),
        "context.young_group": Entry(
            "Ce sont peut-être des mineurs du même âge : une classe ou des amis, possiblement.",
            "They are possibly minors of one age: perhaps a class, or friends."),
        "context.answered": Entry(
            "La personne à qui ils écrivent leur répond.", "The person they write to answers them."),
        "context.among_themselves": Entry(
            "Ils se parlent surtout entre eux.", "They mostly talk among themselves."),
        "evasion.similar_name": Entry(
            "Le nom ressemble à celui d'une personne bannie.", "The name is like that of somebody who was banned."),
        "evasion.same_contacts": Entry(
            "Écrit aux mêmes personnes qu'une personne bannie.",
            "Writes to the same people as somebody who was banned.",
            counted: (
                "# personne(s) à qui une personne bannie écrivait aussi.",
                "# member(s) to whom somebody who was banned wrote too."
            )),
        "evasion.same_openers": Entry(
            "Les premiers mots sont presque ceux d'une personne bannie.",
            "The first words are nearly those of somebody who was banned.",
            counted: (
                "# message(s) presque identique(s) aux premiers mots d'une personne bannie.",
                "# message(s) nearly the same as the first words of somebody who was banned."
            )),
        "evasion.same_hours": Entry(
            "Écrit aux mêmes heures inhabituelles qu'une personne bannie.",
            "Writes at the same unusual hours as somebody who was banned."),
        "evasion.account_made_after": Entry(
            "Le compte a été créé après le bannissement.", "The account was made after the ban.",
            counted: (
                "Compte créé moins de # jour(s) après le bannissement.",
                "Account made less than # day(s) after the ban."
            )),
        "evasion.joined_after": Entry(
            "Arrivée peu après le bannissement.", "Joined soon after the ban.",
            counted: (
                "Arrivée moins de # jour(s) après le bannissement.", "Joined less than # day(s) after the ban."
            )),
    ]
}
