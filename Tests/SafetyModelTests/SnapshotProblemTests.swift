import SafetyModel
import Testing

@Suite("What is wrong in a snapshot")
struct SnapshotProblemTests {
    @Test(
        "Every kind says what is wrong and what to do, in French and English", arguments: SnapshotProblem.Kind.allCases)
    func texts(_ kind: SnapshotProblem.Kind) {
        let problem = SnapshotProblem(kind, count: 9, places: ["a", "b"])
        #expect(problem.message.en.hasSuffix(": a; b … (9 in all)"))
        #expect(problem.message.fr.hasSuffix(" : a; b … (9 en tout)"))
        #expect(problem.advice.en.hasSuffix(".") && problem.advice.fr.hasSuffix("."))
        #expect(problem.message.en != problem.message.fr && problem.advice.en != problem.advice.fr)
    }

    @Test("A guild whose pieces do not fit together")
    func discord() {
        let snapshot = CommunitySnapshot(
            platform: .discord, id: "1", owner: "9",
            roles: [SnapshotRole(id: "2"), SnapshotRole(id: "2"), SnapshotRole(id: "x")],
            channels: [
                SnapshotChannel(
                    id: "30", kind: .text, parent: "31",
                    overwrites: [
                        SnapshotOverwrite(id: "7", kind: .role), SnapshotOverwrite(id: "7", kind: .role),
                        SnapshotOverwrite(id: "8", kind: .member), SnapshotOverwrite(id: "9", kind: .member),
                    ]),
                SnapshotChannel(id: "31", kind: .category, parent: "30"),
                SnapshotChannel(id: "32", kind: .thread, parent: "404"), SnapshotChannel(id: "33", kind: .thread),
            ],
            members: [
                SnapshotMember(id: "5", roles: ["2", "66"], timedOutUntil: Timestamp(milliseconds: 1)),
                SnapshotMember(id: "5"),
            ])
        let found = Dictionary(uniqueKeysWithValues: snapshot.inconsistencies().map { ($0.kind, $0.count) })
        #expect(
            found == [
                .roleTwice: 1, .memberTwice: 1, .overwriteTwice: 1, .noEveryoneRole: 1, .unknownOwner: 1,
                .unknownRoleOfMember: 1, .unknownRoleOfOverwrite: 2, .unknownMemberOfOverwrite: 1, .unknownParent: 2,
                .parentsInACircle: 1, .wrongId: 1, .momentUnknown: 1,
            ])
    }

    @Test("Members that are not listed are no fault of the overwrites that name them")
    func partial() {
        let snapshot = CommunitySnapshot(
            platform: .discord, id: "1", owner: "9", roles: [SnapshotRole(id: "1")],
            channels: [
                SnapshotChannel(id: "3", kind: .text, overwrites: [SnapshotOverwrite(id: "8", kind: .member)])
            ], memberCount: 300_000)
        #expect(snapshot.inconsistencies() == [SnapshotProblem(.membersMissing, places: ["0 / 300000"])])
    }

    @Test("Rooms of a space that do not fit together")
    func matrix() {
        let snapshot = CommunitySnapshot(
            platform: .matrix, id: "!space",
            channels: [
                SnapshotChannel(
                    id: "!a", kind: .text, powerLevels: PowerLevels(users: ["@c:x": 100]), roomVersion: "12",
                    creators: ["@c:x"]),
                SnapshotChannel(id: "b", kind: .text, roomVersion: "org.example.1"),
            ], members: [SnapshotMember(id: "@c:x", rooms: ["!a", "!z"])])
        #expect(
            snapshot.inconsistencies().map(\.kind) == [
                .wrongId, .noSpace, .noCreator, .creatorHasLevel, .unknownRoomOfMember, .unknownRoomVersion,
            ])
    }
}
