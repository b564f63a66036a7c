import SQLiteStorage
import Testing

typealias Behaviour = @Sendable (any WholeStore) async throws -> Void

/// A behaviour with the sentence that states it.
struct Statement: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: Behaviour

    init(_ sentence: String, _ run: @escaping Behaviour) {
        testDescription = sentence
        self.run = run
    }

    /// What every engine must pass.
    static let all: [Statement] = [
        .init("what was appended is read back, whole and in order", LogConformance.readsWhatWasAppended),
        .init("an event is stored once, however often it is sent", LogConformance.storesEachEventOnce),
        .init("names with any characters are kept apart", LogConformance.takesOddNames),
        .init("an empty batch and one of 64 KiB texts are taken", LogConformance.takesEmptyAndHugeBatches),
        .init("many writers at once lose nothing and double nothing", LogConformance.takesManyWritersAtOnce),
        .init("lines that could not be taken are counted", LogConformance.countsDeadLetters),
        .init("a checkpoint replaces the one before, idle states come back", LogConformance.keepsCheckpoints),
        .init("a signal is recorded once and opens its case", LogConformance.recordsSignalsOnce),
        .init("signals fold into one undecided case a subject", CaseConformance.foldsSignals),
        .init("the queue has the order of QueueOrder, on every page", CaseConformance.ordersTheQueue),
        .init("a case is decided once, however many try", CaseConformance.decidesOnceInARace),
        .init("a case is claimed by one of ten who try", CaseConformance.claimsOnceInARace),
        .init("every step is on the trail with who and when", CaseConformance.putsEveryStepOnTheTrail),
        .init("a ban of staff takes two guardians", CaseConformance.needsTwoGuardians),
        .init("a claim falls when the subject turns out to be staff", CaseConformance.releasesWhatBecameHidden),
        .init("a subject that events call staff is hidden from reviewers", CaseConformance.knowsStaffFromEvents),
        .init("cases about staff are numbered apart, so that no gap tells of them", CaseConformance.numbersStaffApart),
        .init("whether a case is reopened tells nothing of one about staff", CaseConformance.keepsSilentOnReopening),
        .init("the exchange shows the pair around the evidence, texts when asked", ViewConformance.showsTheExchange),
        .init("a member's page has cases, contacts and history", ViewConformance.showsMembers),
        .init("search finds ids by their beginning and names by a part", ViewConformance.searches),
        .init("cases about staff are absent for all but guardians", ViewConformance.hidesStaffCases),
        .init("an administrator sees no case", ViewConformance.showsNoCasesToAdministrators),
        .init("the overview counts signals and cases", ViewConformance.countsForTheOverview),
        .init("a query reads a range, newest first, without text", QueryConformance.readsRanges),
        .init(
            "a query of a lead has no staff, no report and no quiet private exchange", QueryConformance.hidesFromLeads),
        .init("signals about staff are no part of a lead's query", QueryConformance.hidesSignals),
        .init("nobody but leads and guardians queries", QueryConformance.refusesOthers),
        .init("queries are saved, shared, replaced and deleted by their author", QueryConformance.savesQueries),
        .init("what a guardian asks or saves is for guardians alone", QueryConformance.hidesWhatGuardiansAsk),
        .init("accounts are kept, names are unique and clean", ReviewerConformance.keepsAccounts),
        .init("the last administrator stays", ReviewerConformance.keepsOneAdministrator),
        .init("sessions end in time, with the password and with the account", ReviewerConformance.keepsSessions),
        .init("a closed account gives its cases back", ReviewerConformance.givesBackCasesOfClosedAccounts),
        .init("sign-ins are audited, and a long name does not fill the disk", ReviewerConformance.auditsWhatIsNoCase),
        .init("signals are counted by detector and day, cases by what became of them", DetectorConformance.counts),
        .init("what the watch counted adds up by day, and old days go", DetectorConformance.addsCounts),
        .init("figures about staff are for guardians alone", DetectorConformance.hidesStaffFigures),
        .init("a threshold is set once, with who, when and why", DetectorConformance.setsThresholds),
        .init("of many who change a threshold at once, one does", DetectorConformance.changesOnceInARace),
        .init("a threshold for staff is on the trail of guardians alone", DetectorConformance.auditsThresholds),
        .init("rules go live at once, or wait for whoever has to agree", RuleBookConformance.asksForConsent),
        .init(
            "of two who change the same rules, the second has to look again", RuleBookConformance.refusesStaleChanges),
        .init("revisions, files and settings come back as they were", RuleBookConformance.keepsRevisions),
        .init("what rules did adds up by day, about staff for guardians alone", RuleBookConformance.counts),
    ]
}

@Suite("SQLite does what every store must")
struct SQLiteConformanceTests {
    @Test("the store behaves as the protocols say", arguments: Statement.all)
    func conforms(_ statement: Statement) async throws {
        try await withStore { try await statement.run($0) }
    }
}
