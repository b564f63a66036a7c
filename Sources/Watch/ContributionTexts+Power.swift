import SafetyModel

extension ContributionTexts {
    /// What the detectors of misused power saw of bans, roles, gifts and badges.
    static let powers: [String: Entry] = [
        "power.prior": Entry(
            "Point de départ : le pouvoir est presque toujours exercé correctement.",
            "Starting point: power is nearly always used correctly."),
        "power.ban_then_contact": Entry(
            "Contact privé après le bannissement.", "Private contact after the ban.",
            counted: ("# message(s) privés après le bannissement.", "# private message(s) after the ban.")),
        "power.request_after_ban": Entry(
            "Une demande a suivi le bannissement de la personne.", "A request followed the person's ban."),
        "power.unbanned_after_contact": Entry(
            "Le bannissement a été levé après un contact privé.", "The ban was lifted after a private contact."),
        "power.through_program": Entry(
            "Un programme l'a fait, sur ordre de la personne.", "A program did it, on the person's order."),
        "power.reported_many": Entry(
            "La personne a signalé plusieurs membres en même temps.", "The person reported several members at once.",
            counted: ("La personne a signalé # membres en une heure.", "The person reported # members within an hour.")),
        "power.perhaps_newcomer": Entry(
            "On ne sait pas depuis quand la personne est là.", "It is not known how long the person has been there."),
        "power.no_reason": Entry("Aucun motif n'a été donné.", "No reason was given."),
        "power.several_victims": Entry(
            "Plusieurs personnes sont concernées.", "Several people are concerned.",
            counted: ("# personnes sont concernées.", "# people are concerned.")),
        "power.on_ban_list": Entry(
            "La personne figure sur une liste de bannissement que l'exploitant suit.",
            "The person stands on a ban list that the operator reads."),
        "power.room_on_ban_list": Entry(
            "Un salon dont la personne répond figure sur une liste de bannissement que l'exploitant suit.",
            "A room that the person answers for stands on a ban list that the operator reads."),
        "power.gifts_revoked": Entry(
            "Des cadeaux annoncés ont été repris.", "Announced gifts were taken back.",
            counted: ("# cadeaux annoncés ont été repris.", "# announced gifts were taken back.")),
        "power.badge_inherited": Entry(
            "Le badge vient d'une autre communauté, par fusion.", "The badge came from another community, by merging."),
        "power.owner_changed": Entry("Le propriétaire a changé.", "The owner changed."),
        "power.badge_passed_on": Entry(
            "Le badge a déjà changé de mains.", "The badge has changed hands before.",
            counted: ("Le badge a changé de mains # fois.", "The badge has changed hands # times.")),
        "power.share_revoked": Entry(
            "Une grande part des cadeaux a été reprise.", "A large share of the gifts was taken back."),
        "power.request_before_role": Entry(
            "Une demande privée a précédé l'attribution du rôle.", "A private request came before the role was given.",
            counted: (
                "# demande(s) privée(s) avant l'attribution du rôle.", "# private request(s) before the role was given."
            )),
        "power.role_to_newcomer": Entry(
            "La personne venait d'arriver.", "The person had just arrived.",
            counted: ("La personne était arrivée depuis # jour(s).", "The person had arrived # day(s) before.")),
    ]

    /// What they saw of acts that follow a refusal or a report, of sudden sprees, of crowds.
    static let acts: [String: Entry] = [
        "power.kick_then_contact": Entry(
            "Contact privé après une expulsion.", "Private contact after the person was kicked.",
            counted: ("# message(s) privés après une expulsion.", "# private message(s) after the person was kicked.")),
        "power.timeout_then_contact": Entry(
            "Contact privé après une mise en sourdine.", "Private contact after a time-out.",
            counted: ("# message(s) privés après une mise en sourdine.", "# private message(s) after a time-out.")),
        "power.role_removed_then_contact": Entry(
            "Contact privé après le retrait d'un rôle.", "Private contact after a role was taken away.",
            counted: (
                "# message(s) privés après le retrait d'un rôle.",
                "# private message(s) after a role was taken away."
            )),
        "power.asked_after_unban": Entry(
            "La sanction avait été levée avant la demande.", "The measure had been lifted before the request."),
        "power.namesake": Entry(
            "Le compte porte le nom de la personne qui a sanctionné : second compte possible, ou usurpation.",
            "The account bears the name of whoever acted: possibly a second account, or an impersonation."),
        "power.small_asks_before_role": Entry(
            "Plusieurs petites demandes privées ont précédé l'attribution du rôle.",
            "Several small private asks came before the role was given.",
            counted: (
                "# petites demandes privées avant l'attribution du rôle.",
                "# small private asks before the role was given."
            )),
        "power.role_gives_access": Entry(
            "Le rôle donne un accès ou un pouvoir.", "The role gives an access or a power."),
        "power.request_before_ban": Entry(
            "Une demande privée a précédé la sanction.", "A private request came before the measure.",
            counted: ("# demande(s) privée(s) avant la sanction.", "# private request(s) before the measure.")),
        "power.refused_before_ban": Entry(
            "La personne semble avoir refusé, puis a été sanctionnée.",
            "The person seems to have refused, and was then acted against."),
        "power.answered_before_ban": Entry(
            "La personne avait répondu avant la sanction.", "The person had answered before the measure."),
        "power.reported_before_ban": Entry(
            "La personne avait signalé ce membre de l'équipe avant la sanction.",
            "The person had reported this member of staff before the measure."),
        "power.through_colleague": Entry(
            "La sanction vient d'un collègue à qui ce membre de l'équipe venait d'écrire.",
            "The measure came from a colleague to whom this member of staff had just written."),
        "power.report_then_act": Entry(
            "La personne signalée a elle-même sanctionné qui l'avait signalée.",
            "The one who was reported acted against the one who reported."),
        "power.report_then_others_act": Entry(
            "Qui avait signalé un membre de l'équipe a été sanctionné par un autre.",
            "Somebody who reported one of the staff was acted against by another."),
        "power.soon_after": Entry(
            "Peu de temps après.", "Soon after.",
            counted: ("# jour(s) après.", "# day(s) after.")),
        "power.grave_act": Entry("Bannissement ou expulsion.", "A ban or a kick."),
        "power.light_act": Entry("Sanction légère.", "A light measure."),
        "power.other_ground": Entry(
            "D'autres que les intéressés avaient mis en cause cette personne.",
            "Others than those concerned had spoken against this person."),
        "power.deleted_after_report": Entry(
            "Des messages ont été supprimés après un signalement.", "Messages were deleted after a report.",
            counted: (
                "# message(s) supprimé(s) après un signalement.", "# message(s) deleted after a report."
            )),
        "power.deleted_what_was_reported": Entry(
            "Des messages visés par le signalement ont été supprimés.",
            "Messages that the report points to were deleted.",
            counted: (
                "# message(s) visé(s) par le signalement ont été supprimés.",
                "# message(s) that the report points to were deleted."
            )),
        "power.log_deleted": Entry(
            "Le salon du journal a été supprimé après un signalement.",
            "The channel of the log was deleted after a report."),
        "power.log_changed": Entry(
            "L'accès au salon du journal a été modifié après un signalement.",
            "The channel of the log, or who sees it, was changed after a report."),
        "power.by_the_reported": Entry(
            "Par la personne signalée.", "By the one who was reported."),
        "power.usual_for_them": Entry(
            "C'est habituel pour cette personne.", "That is usual for this person."),
        "power.many_acts": Entry(
            "Beaucoup de sanctions ou de pouvoirs donnés en quelques heures.",
            "Many measures, or powers given, within hours.",
            counted: ("# actes en quelques heures.", "# acts within hours.")),
        "power.fresh_power": Entry(
            "Le pouvoir avait été donné depuis quelques jours.", "The power had been given a few days before."),
        "power.many_roles_at_once": Entry(
            "La personne a reçu plusieurs rôles en un jour.", "The person was given several roles within a day."),
        "power.growth_after_promotion": Entry(
            "Beaucoup d'arrivées après une promotion.", "Many joined after a promotion.",
            counted: ("# arrivées après une promotion.", "# joined after a promotion.")),
        "power.gone_again": Entry(
            "La plupart sont repartis.", "Most have left again.",
            counted: ("# sont déjà repartis.", "# have left again.")),
        "power.nearly_all_gone": Entry("Il n'en reste presque aucun.", "Hardly any of them are left."),
        "power.giveaway": Entry("Des cadeaux étaient promis.", "Gifts were promised."),
        "power.promotion_only": Entry(
            "Une promotion sans promesse de cadeau.", "A promotion that promised no gift."),
        "power.no_gift_arrived": Entry(
            "Aucun cadeau remis n'a été vu.", "No gift was seen to arrive."),
        "power.gifts_arrived": Entry(
            "Des cadeaux sont bien arrivés.", "Gifts did arrive.",
            counted: ("# cadeau(x) sont bien arrivés.", "# gift(s) did arrive.")),
        "power.draw_for_newcomers": Entry(
            "Les cadeaux allaient surtout à des nouveaux venus : tirage qui demande de rejoindre, possiblement.",
            "The gifts went mostly to people who had just joined: possibly a draw that requires joining.",
            counted: (
                "# cadeau(x) à des personnes qui venaient d'arriver.", "# gift(s) to people who had just joined."
            )),
        "power.raid_hostile": Entry(
            "Des comptes arrivés ensemble sont hostiles.", "Accounts that came together are hostile.",
            counted: ("# comptes arrivés ensemble sont hostiles.", "# accounts that came together are hostile.")),
        "power.raid_aimed": Entry(
            "Des comptes arrivés ensemble écrivent tous à la même personne.",
            "Accounts that came together all write to the same person.",
            counted: (
                "# comptes arrivés ensemble écrivent tous à la même personne.",
                "# accounts that came together all write to the same person."
            )),
        "power.young_accounts": Entry(
            "Beaucoup de ces comptes sont récents.", "Many of these accounts are new."),
        "power.again_and_again": Entry(
            "Ils le répètent.", "They repeat it.",
            counted: ("# messages en tout.", "# messages in all.")),
        "power.once_each": Entry(
            "Presque chacun ne l'a dit qu'une fois : une salutation, possiblement.",
            "Hardly anybody said it twice: possibly a greeting."),
    ]
}
