public import SafetyModel

/// A simulated platform: the talk of a large community and smaller ones beside it over some weeks, with stories of
/// harm and innocent look-alikes planted in it.
///
/// Events come in the order of time, one by one; memory does not grow with their number, but for ``truth``. The same
/// settings give the same events on every machine. All people, names and texts are invented.
public struct Simulation: Sendable, Sequence, IteratorProtocol {
    public let settings: SimulationSettings
    /// What is planted, known from the start.
    public let truth: Truth
    /// How many events have been made.
    public private(set) var made = 0

    private let stagecraft: Stagecraft
    private let rhythm: Rhythm
    private let productions: [Production]
    private var nextProduction = 0
    private var queue = EventQueue()
    private var traffic: Traffic
    private var nextMoment: Timestamp
    private var moments = 0
    /// How many events the background makes.
    private let background: Int

    /// - Throws: ``SimulationError`` where the settings cannot be simulated.
    public init(settings: SimulationSettings) throws(SimulationError) {
        try settings.check()
        self.settings = settings
        let joining = Swift.min(settings.members / 8, settings.events / 80)
        let population = Population(
            settings: settings, joining: joining, reserved: StoryPlan.newcomers(settings))
        let stagecraft = Stagecraft(population: population, settings: settings, writer: Writer())
        var plan = try StoryPlan(settings, stagecraft)
        background = settings.events - plan.events
        rhythm = Rhythm(start: settings.start, until: settings.until, count: background, seed: settings.seed)
        plan.schedule(rhythm, seed: settings.seed)
        truth = plan.truth(settings, stagecraft)
        productions = plan.productions
        traffic = Traffic(settings, population, cast: plan.cast, writer: stagecraft.writer)
        self.stagecraft = stagecraft
        nextMoment = rhythm.moment(0)
    }

    /// The next event, or `nil` after the last.
    public mutating func next() -> Event? {
        while nextProduction < productions.count, productions[nextProduction].start <= nextMoment || isOver {
            for planned in stagecraft.perform(productions[nextProduction]) { queue.insert(planned) }
            nextProduction += 1
        }
        if let time = queue.firstTime, time <= nextMoment || isOver, let planned = queue.removeFirst() {
            made += 1
            traffic.notice(planned)
            return planned.event
        }
        guard !isOver else { return nil }
        made += 1
        let event = traffic.event(at: nextMoment, number: moments)
        moments += 1
        if !isOver { nextMoment = rhythm.moment(moments) }
        return event
    }

    /// Whether the background has made all its events.
    private var isOver: Bool { moments >= background }
}
