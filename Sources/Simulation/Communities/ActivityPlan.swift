public import SafetyModel

/// How people behave in a community that is audited.
struct ActivityPlan: Sendable, Hashable {
    var isFamily = false
    var ownerIsSilent = false
    var newcomerGetsPower = false
    var oneDoesAll = false
    var eveningsAreEmpty = false
    var staffVisitsVoice = true
    var hoursToAct = 2
    var givesReasons = true
    var reportsAboutStaff = 0
}

extension AuditedCommunity {
    private static let days = 35

    /// Five weeks, oldest first. The same community gives the same events.
    public var events: [Event] {
        var scene = Scene(community: self)
        for day in 0..<Self.days {
            for hour in 0..<24 { activity.isFamily ? scene.familyHour(day, hour) : scene.hour(day, hour) }
        }
        return scene.events.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
    }

    /// Writes events down as they happen.
    private struct Scene {
        let community: AuditedCommunity
        let plan: ActivityPlan
        var events: [Event] = []
        private let general: Channel
        private let voice: Channel

        init(community: AuditedCommunity) {
            self.community = community
            plan = community.activity
            general = Channel(id: Place.general, kind: .text, name: "général")
            voice = Channel(id: Place.voice, kind: .voice, name: "Vocal 1")
        }

        mutating func hour(_ day: Int, _ hour: Int) {
            let isNight = hour < 7
            let isEvening = hour >= 18
            for number in 0..<(isNight ? 1 : isEvening ? 6 : 3) {
                says(person(AuditedCommunity.memberNumbers, day * 31 + hour * 7 + number), day, hour, 5 + number * 8)
            }
            let isEmpty = plan.eveningsAreEmpty && (isNight || isEvening)
            if !isEmpty { says(person(1001..<1014, day * 5 + hour), day, hour, 30) }
            if hour == 12, day % 3 == 0, !plan.ownerIsSilent { says(staff(0), day, hour, 40) }
            if isEvening, hour % 2 == 0 {
                enters(person(AuditedCommunity.memberNumbers, day * 13 + hour), day, hour, 10)
                if plan.staffVisitsVoice, hour == 20 { enters(staff(3 + day % 11), day, hour, 15) }
            }
            if hour == 14 { moderates(day) }
            if hour == 10, day == 3 { grants(day, hour) }
        }

        private mutating func moderates(_ day: Int) {
            // Reports are answered by a time-out some hours later.
            let reported = person(AuditedCommunity.memberNumbers, day * 17 + 3)
            if day % 3 == 0, day < 30 {
                add(
                    .reportFiled, person(AuditedCommunity.memberNumbers, day * 19), reported,
                    .report(FiledReport(policy: "harassment.insult")), day, 14, 0)
                acts(.memberTimedOut, day, 14 + plan.hoursToAct, on: reported)
            }
            acts(.memberTimedOut, day, 15, on: person(AuditedCommunity.memberNumbers, day * 23 + 111))
            if day < plan.reportsAboutStaff {
                add(
                    .reportFiled, person(AuditedCommunity.memberNumbers, day * 29), staff(4),
                    .report(FiledReport(policy: "staff.misuse")), day, 16, 0)
            }
        }

        private mutating func acts(_ type: EventType, _ day: Int, _ hour: Int, on target: Member) {
            let actor = plan.oneDoesAll ? staff(3) : staff(1 + (day * 3 + hour) % 13)
            add(
                type, actor, target,
                .membership(Membership(reason: plan.givesReasons ? "insultes répétées" : nil)), day, hour, 20)
        }

        /// A member of long standing becomes moderator; where it is planted, a newcomer too.
        private mutating func grants(_ day: Int, _ hour: Int) {
            let role = Body.role(Role(id: Place.leads, name: "Responsable modération", permissions: ["BAN_MEMBERS"]))
            add(.roleGranted, staff(1), staff(5), role, day, hour, 0)
            guard plan.newcomerGetsPower else { return }
            var newcomer = staff(4)
            newcomer.joinedAt = AuditedCommunity.start - .days(6)
            add(.roleGranted, staff(1), newcomer, role, day, hour, 5)
        }

        mutating func familyHour(_ day: Int, _ hour: Int) {
            guard hour == 18 || hour == 23 else { return }
            says(person(1002..<1012, day + hour), day, hour, 5)
            if hour == 18 { says(person(1000..<1002, day), day, hour, 20) }
            enters(person(1002..<1012, day), day, hour, 30)
        }

        // MARK: Events

        private mutating func says(_ member: Member, _ day: Int, _ hour: Int, _ minute: Int) {
            add(.messagePosted, member, nil, .message(Message(text: "…")), day, hour, minute, channel: general)
        }

        private mutating func enters(_ member: Member, _ day: Int, _ hour: Int, _ minute: Int) {
            add(.voiceJoined, member, nil, .none, day, hour, minute, channel: voice)
        }

        private mutating func add(
            _ type: EventType, _ actor: Member, _ target: Member?, _ body: Body, _ day: Int, _ hour: Int, _ minute: Int,
            channel: Channel? = nil
        ) {
            let time = AuditedCommunity.start - .days(7) + .days(day) + .hours(hour) + .minutes(minute)
            events.append(
                Event(
                    id: "a\(events.count)", source: "discord:guild/\(community.snapshot.id)", type: type, time: time,
                    community: community.snapshot.id, channel: channel, actor: actor, target: target, body: body))
        }

        private func person(_ numbers: Range<Int>, _ draw: Int) -> Member {
            member(numbers.lowerBound + draw % numbers.count)
        }

        private func staff(_ number: Int) -> Member { member(1000 + number) }

        private func member(_ number: Int) -> Member {
            let staff = plan.isFamily ? 1000..<1002 : AuditedCommunity.staffNumbers
            return Member(
                id: AuditedCommunity.id(number), name: AuditedCommunity.name(number), staff: staff.contains(number))
        }
    }
}
