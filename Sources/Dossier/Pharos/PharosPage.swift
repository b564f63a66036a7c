public import SafetyModel

/// A page to have beside the form of PHAROS (internet-signalement.gouv.fr), with what the form asks for, in French. It needs
/// no other file, no script and no network, and prints on A4.
///
/// PHAROS takes public content only, and from a person: there is no interface for programs, and this page says so. What was
/// said in private is counted and not shown.
public struct PharosPage {
    /// Public messages that are quoted, at most.
    static let quoteLimit = 40
    /// Of one message, in characters.
    static let textLimit = 2_000

    let item: EscalationCase
    let version: String
    let figures = PlainFigures(language: .french)

    /// The page.
    /// - Parameter version: of Vigie.
    public static func html(_ item: EscalationCase, version: String) -> String {
        PharosPage(item: item, version: version).html
    }

    private var publicEvents: [Event] { item.evidenceEvents.filter { $0.channel?.kind != .direct } }
    private var privateCount: Int { item.evidenceEvents.count - publicEvents.count }

    private var html: String {
        var page = HTMLText()
        page.begin(
            title: "Fiche pour PHAROS, dossier \(item.number) – Vigie", language: .french,
            style: "\(DossierStyle.css)\n\(Self.css)")
        masthead(&page)
        page.raw("<main>\n")
        danger(&page)
        fields(&page)
        quotes(&page)
        reported(&page)
        reporter(&page)
        limits(&page)
        page.raw("</main>\n<footer class=\"foot\"><p>")
        page.text("Vigie \(version) · \(figures.moment(item.madeAt)) · Des pistes, pas des verdicts")
        page.raw("</p></footer>\n</body>\n</html>\n")
        return page.html
    }

    private func masthead(_ page: inout HTMLText) {
        page.raw("<header class=\"masthead\">\n")
        page.element("p", "Vigie", #"class="brand""#)
        page.element("h1", "Fiche pour un signalement à PHAROS")
        page.element("p", "Dossier \(item.number) · \(item.title.fr)", #"class="lede""#)
        page.raw("<div class=\"note\">")
        page.element(
            "p",
            "PHAROS ne reçoit que des contenus publics, et d’une personne : aucun programme n’envoie cette fiche. Lisez-la, "
                + "vérifiez chaque ligne, remplissez vous-même le formulaire sur internet-signalement.gouv.fr, puis notez "
                + "ici et dans Vigie la référence reçue.")
        page.raw("</div>\n")
        if publicEvents.isEmpty {
            page.raw("<div class=\"note warn\">")
            if !item.reports.isEmpty {
                page.element(
                    "p", "Si le lieu signalé plus bas est ouvert à tous, relevez-y vous-même ce qui est visible.")
            }
            page.element(
                "p",
                "Ce dossier ne repose sur aucun contenu public : PHAROS ne pourra pas le traiter. Adressez-vous à un "
                    + "commissariat, à une gendarmerie ou au procureur de la République ; le 3018 aide à le faire.")
            page.raw("</div>\n")
        }
        page.raw("</header>\n")
    }

    private func danger(_ page: inout HTMLText) {
        let texts = DossierTexts(language: .french)
        page.raw("<section class=\"card\" aria-labelledby=\"danger\">\n")
        page.element("h2", texts.danger, #"id="danger""#)
        page.element("p", "PHAROS ne traite pas les urgences.")
        page.raw("<ul class=\"lines\">")
        for line in texts.helpLines {
            page.raw("<li><strong>")
            page.text(line.number)
            page.raw("</strong>")
            page.text(line.what)
            page.raw("</li>")
        }
        page.raw("</ul>\n</section>\n")
    }

    // MARK: What the form asks for

    private func fields(_ page: inout HTMLText) {
        page.raw("<section class=\"card\" aria-labelledby=\"fields\">\n")
        page.element("h2", "Ce que le formulaire demande", #"id="fields""#)
        page.raw("<table class=\"stack\"><thead><tr>")
        for title in ["Champ", "À reporter"] { page.element("th", title, #"scope="col""#) }
        page.raw("</tr></thead><tbody>\n")
        let times = publicEvents.map(\.time)
        row("Nature du contenu (rubrique à choisir)", PharosNature(item.codes).text, &page)
        row("Où", Self.kindOfPlace(publicEvents), &page)
        row("Service", Self.service(of: item.events) ?? Self.blank, &page)
        row("Communauté", item.community.isEmpty ? Self.blank : item.community, &page)
        row("Salons publics", Self.rooms(publicEvents) ?? "aucun", &page)
        row(
            "Adresse (URL)", Self.addresses(publicEvents) ?? "\(Self.blank) (à relever par vous, si elle est publique)",
            &page)
        row("Pseudonyme et identifiant du compte signalé", person(item.subject), &page)
        if item.subjectIsStaff { row("Rôle", "membre de l’équipe de la communauté", &page) }
        row("Date et heure de publication", Self.span(times, figures), &page)
        row("Personnes peut-être touchées", victims, &page)
        row("Commentaire", comment, &page)
        page.raw("</tbody></table>\n</section>\n")
    }

    func row(_ name: String, _ value: String, _ page: inout HTMLText) {
        page.raw("<tr><th scope=\"row\">")
        page.text(name)
        page.raw("</th><td>")
        page.isolated(value)
        page.raw("</td></tr>\n")
    }

    private static let blank = "……………………………………"

    private func person(_ id: String) -> String {
        let name = item.name(of: id)
        return name == id ? id : "\(name) (identifiant \(id))"
    }

    /// PHAROS needs no name of a child: who may be harmed is counted, and told to an investigator who asks.
    private var victims: String {
        switch item.counterparts.count {
        case 0: "non connues"
        case 1: "une personne ; son compte n’est pas indiqué ici et peut être remis aux enquêteurs"
        case let count:
            "\(count) personnes ; leurs comptes ne sont pas indiqués ici et peuvent être remis aux enquêteurs"
        }
    }

    private var comment: String {
        var basis = Self.counted(publicEvents.count, "message public", "messages publics")
        basis += " et " + Self.counted(privateCount, "message privé", "messages privés")
        if !item.reports.isEmpty { basis += " et " + DossierTexts(language: .french).reports(item.reports.count) }
        return "Piste relevée par un logiciel, examinée par \(item.reviewer) : \(item.title.fr.lowercased()). "
            + "\(basis) en sont la base. "
            + "Les éléments sont conservés, avec leurs empreintes (SHA-256), à la disposition des enquêteurs."
    }

    private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
        count < 2 ? "\(count) \(one)" : "\(count) \(many)"
    }

    private static func span(_ times: [Timestamp], _ figures: PlainFigures) -> String {
        guard let first = times.min(), let last = times.max() else { return "aucun contenu public" }
        return first == last ? figures.moment(first) : "du \(figures.moment(first)) au \(figures.moment(last))"
    }

    private static func kindOfPlace(_ events: [Event]) -> String {
        if events.isEmpty { return "aucun lieu public" }
        return events.contains { $0.channel?.kind == .voice }
            ? "messagerie instantanée, salons de discussion écrits et vocaux"
            : "messagerie instantanée, salons de discussion"
    }

    private static func service(of events: [Event]) -> String? {
        events.first.map { event in
            let scheme = event.source.prefix { $0 != ":" }
            return scheme.prefix(1).uppercased() + scheme.dropFirst()
        }
    }

    private static func rooms(_ events: [Event]) -> String? {
        var names: [String] = []
        for case let channel? in events.map(\.channel) {
            let name = channel.name ?? channel.id
            if !names.contains(name) { names.append(name) }
        }
        return names.isEmpty ? nil : names.prefix(20).joined(separator: ", ")
    }

    private static func addresses(_ events: [Event]) -> String? {
        var addresses: [String] = []
        for case let address? in events.map({ PublicAddress.of($0) }) where !addresses.contains(address) {
            addresses.append(address)
        }
        return addresses.isEmpty ? nil : addresses.prefix(10).joined(separator: " ")
    }

    // MARK: What was said in public

    private func quotes(_ page: inout HTMLText) {
        page.raw("<section class=\"card\" aria-labelledby=\"quotes\">\n")
        page.element("h2", "Les messages publics", #"id="quotes""#)
        if publicEvents.isEmpty { page.element("p", "Aucun.") }
        if !publicEvents.isEmpty {
            page.element(
                "p",
                "Écrits dans des salons de la communauté. Vérifiez que tout le monde peut les ouvrir : PHAROS ne traite que ce "
                    + "qui est visible de tous.", #"class="small""#)
        }
        page.raw("<ol class=\"said\">\n")
        for event in publicEvents.prefix(Self.quoteLimit) { quote(event, &page) }
        page.raw("</ol>\n")
        let rest = publicEvents.count - Self.quoteLimit
        if rest > 0 {
            page.element("p", "\(rest) autres messages publics sont dans l’export complet.", #"class="small""#)
        }
        if privateCount > 0 {
            page.element(
                "p",
                "\(Self.counted(privateCount, "message privé n’est pas montré", "messages privés ne sont pas montrés")) : "
                    + "PHAROS ne les traite pas. Ils se remettent à la police ou à la gendarmerie.", #"class="small""#)
        }
        page.raw("</section>\n")
    }

    private func quote(_ event: Event, _ page: inout HTMLText) {
        page.raw("<li class=\"rests\"><p class=\"who\"><strong>")
        let author = event.actor?.id ?? ""
        // Only the reported account is named; the words of others show what was answered.
        page.isolated(author == item.subject ? event.actor?.name ?? item.name(of: author) : "une autre personne")
        page.raw("</strong> ")
        page.text(figures.moment(event.time))
        if let channel = event.channel {
            page.raw(" · ")
            page.isolated(channel.name ?? channel.id)
        }
        page.raw("</p><p class=\"text\" dir=\"auto\">")
        if let text = event.text, !text.isEmpty {
            let scalars = text.unicodeScalars.prefix(Self.textLimit)
            page.text(String(String.UnicodeScalarView(scalars)))
            if scalars.endIndex < text.unicodeScalars.endIndex { page.text(" [coupé]") }
        } else {
            let texts = DossierTexts(language: .french)
            let gone = item.deleted[event.key].map { texts.deleted(figures.date($0.at), $0.rule) }
            page.text(gone ?? texts.event(event.type) ?? "(sans texte conservé)")
        }
        page.raw("</p>")
        for attachment in EscalationCase.attachments(of: event) {
            page.element("span", DossierTexts(language: .french).attachment(attachment.kind), #"class="tag""#)
        }
        page.raw("</li>\n")
    }

    // MARK: Who reports

    private func reporter(_ page: inout HTMLText) {
        page.raw("<section class=\"card\" aria-labelledby=\"who\">\n")
        page.element("h2", "La personne qui signale", #"id="who""#)
        page.raw("<dl class=\"facts\">")
        for (term, value) in [
            ("Examiné par", item.reviewer), ("Le", figures.moment(item.madeAt)),
            ("Coordonnées (facultatif)", Self.blank), ("Référence donnée par PHAROS", Self.blank),
        ] {
            page.raw("<div>")
            page.element("dt", term)
            page.raw("<dd>")
            page.isolated(value)
            page.raw("</dd></div>")
        }
        page.raw("</dl>\n<p class=\"small\">")
        page.text("Pour garder la référence : ")
        page.raw("<code>")
        page.text("vigie export reference \(item.number) --authority PHAROS --reference …")
        page.raw("</code></p>\n</section>\n")
    }

    private func limits(_ page: inout HTMLText) {
        page.raw("<section class=\"card\">\n")
        page.element("h2", "Ce que cette fiche ne contient pas")
        page.raw("<ul class=\"steps\">")
        for sentence in [
            "Aucune image, vidéo ou enregistrement. Ne copiez et ne transmettez jamais d’images intimes de mineurs, même comme "
                + "preuve : dites où elles se trouvent.",
            "Aucun message privé, et aucun nom de personne qui subit ou qui a alerté.",
            "Aucun verdict : un programme a relevé des phrases et des comportements, une personne les a lus.",
        ] { page.element("li", sentence) }
        if !item.reports.isEmpty {
            page.element(
                "li", "Les mots d’un signalement peuvent en citer quand même : relisez-les avant de les reporter.")
        }
        page.raw("</ul>\n</section>\n")
    }

    private static let css = """
        .warn{border-left-color:var(--s1)}th[scope=row]{width:14rem}tr:last-child th[scope=row]{border-bottom:0}
        @media (max-width:44rem){th[scope=row]{display:block;width:100%;border:0;padding:0}}
        """
}
