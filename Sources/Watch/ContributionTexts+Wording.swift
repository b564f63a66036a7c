import SafetyModel

extension ContributionTexts {
    /// What the model of acts saw, in sentences. Leads, in the words of possibility.
    static let wording: [String: Entry] = [
        "words.actor": Entry(
            "Formulations proches de celles d'échanges signalés comme nuisibles (ressemblance, à vérifier).",
            "Wording like that of exchanges labelled as harmful (a likeness, to review)."),
        "words.target": Entry(
            "Réponses proches de celles de personnes mises en difficulté (ressemblance, à vérifier).",
            "Answers like those of people in difficulty (a likeness, to review)."),
        "context.wording_only": Entry(
            "Rien que des ressemblances pour l'instant.", "Nothing but likenesses so far."),
        "words.few": Entry("Peu de messages pour l'instant.", "Few messages so far."),
        "act.contact": Entry("Messages qui semblent ouvrir un contact.", "Messages that seem to open a contact."),
        "act.profiling": Entry(
            "Messages qui semblent sonder l'âge ou l'entourage.", "Messages that seem to probe age or surroundings."),
        "act.trust": Entry(
            "Messages qui semblent chercher un lien particulier.", "Messages that seem to seek a special bond."),
        "act.isolation": Entry(
            "Messages qui semblent demander le secret ou l'écart.", "Messages that seem to ask for secrecy."),
        "act.desensitisation": Entry(
            "Messages qui semblent banaliser.", "Messages that seem to make things appear normal."),
        "act.request": Entry(
            "Messages qui semblent demander une image ou une rencontre.",
            "Messages that seem to ask for a picture or a meeting."),
        "act.leverage": Entry(
            "Messages qui semblent offrir ou retenir quelque chose.",
            "Messages that seem to offer or withhold something."),
        "act.coercion": Entry("Messages qui semblent menacer.", "Messages that seem to threaten."),
        "act.family": Entry("Mots de proches, de parents.", "Words of relatives."),
        "act.duty": Entry("Paroles de qui fait son travail.", "Words of somebody doing their work."),
        "act.advice": Entry("Paroles qui mettent en garde ou protègent.", "Words that warn or protect."),
        "act.play": Entry("Jeu, plaisanterie, échange d'objets.", "Games, jokes, trade."),
        "act.ask": Entry("Demandes anodines.", "Harmless asks."),
        "act.target.resistance": Entry(
            "L'autre semble refuser ou avoir peur.", "The other seems to refuse or to be afraid."),
        "act.target.request": Entry("L'autre demande aussi.", "The other asks as well."),
        "act.target.family": Entry("L'autre parle comme un proche.", "The other speaks as a relative."),
        "act.target.duty": Entry("L'autre semble faire son travail.", "The other seems to do their work."),
        "act.target.advice": Entry("L'autre met en garde ou protège.", "The other warns or protects."),
        "act.target.play": Entry("L'autre joue ou plaisante.", "The other plays or jokes."),
        "act.target.ask": Entry("L'autre fait des demandes anodines.", "The other makes harmless asks."),
    ]
}
