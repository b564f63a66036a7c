import SafetyModel

extension ContributionTexts {
    /// What reports by people add, in sentences that say nothing of who reported.
    static let reports: [String: Entry] = [
        "report.voices": Entry(
            "Signalé par des personnes, indépendamment.", "Reported by people, independently.",
            counted: ("Signalé par # personne(s), indépendamment.", "Reported by # person(s), independently.")),
        "report.danger_now": Entry(
            "Une personne se sent en danger maintenant.", "Somebody feels in danger now."),
        "report.same_voice": Entry(
            "Même voix qu'un signalement précédent : n'ajoute rien.",
            "The same voice as an earlier report: adds nothing."),
        "report.retaliation": Entry(
            "A frappé une personne sur qui Vigie veille.", "Struck somebody whom Vigie watches over."),
    ]
}
