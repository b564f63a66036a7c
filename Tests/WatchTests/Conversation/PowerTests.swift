import SafetyModel
import Testing

@testable import Watch

@Suite("Power, as part of the watch")
struct PowerTests {
    @Test("A ban, a private request and the ban's lifting raise the signals of power, also after a restart between")
    func banLeverage() throws {
        var scene = Scene()
        scene.happens(.memberBanned, People.staff, People.carla, .membership(Membership()))
        scene.wait(.hours(1))
        scene.direct(People.staff, People.carla, Cue.picture)
        scene.watch = try Watch(
            restoring: scene.watch.snapshot(), settings: WatchSettings(), taxonomy: Taxonomy([]))
        scene.wait(.hours(1))
        scene.happens(.memberUnbanned, People.staff, People.carla, .membership(Membership()))
        #expect(scene.signals.contains { $0.detector.name == "ban_leverage" && $0.policy == "staff.coercion" })
    }
}
