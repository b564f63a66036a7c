import Governance
import SafetyModel

/// Communities as lanes over time, with a mark for each thing that happened and a line for each merge: places alone.
struct LineageDrawing {
    static let width = 960.0
    static let laneHeight = 58.0
    static let mostLanes = 10

    struct Lane {
        var place: CommunityPlace
        var from: Double
        var to: Double
        var y: Double
    }

    struct Mark {
        var change: LineageChange
        var x: Double
        var y: Double
    }

    struct Joint {
        var x: Double
        var from: Double
        var to: Double
    }

    private(set) var lanes: [Lane] = []
    private(set) var marks: [Mark] = []
    private(set) var joints: [Joint] = []
    /// Years or months that the axis names.
    private(set) var ticks: [(x: Double, at: Timestamp)] = []
    var height: Double { Double(lanes.count) * Self.laneHeight + 34 }

    /// - Parameter records: the community in question first, then those it came from.
    init(_ records: [CommunityRecord], now: Timestamp) {
        let records = records.prefix(Self.mostLanes)
        let begin = records.flatMap { [$0.begin] + $0.changes.map(\.time) }.min() ?? now
        let span = Double(max(1, now.milliseconds - begin.milliseconds))
        let x = { (moment: Timestamp) in
            8 + (Self.width - 16) * min(1, max(0, Double(moment.milliseconds - begin.milliseconds) / span))
        }
        for (index, record) in records.enumerated() {
            let y = Double(index) * Self.laneHeight + 40
            let end = record.changes.last { $0.kind == .mergedAway }?.time ?? max(record.lastSeen, record.begin)
            lanes.append(
                Lane(place: record.place, from: x(min(record.begin, record.firstSeen)), to: x(end), y: y))
            for change in record.changes { marks.append(Mark(change: change, x: x(change.time), y: y)) }
        }
        for (index, record) in records.enumerated() {
            for change in record.changes where change.kind == .merged {
                for other in change.others {
                    guard let from = records.firstIndex(where: { $0.place.community == other }) else { continue }
                    joints.append(Joint(x: x(change.time), from: lanes[from].y, to: lanes[index].y))
                }
            }
        }
        ticks = (0...4).map { step in
            let at = Timestamp(milliseconds: begin.milliseconds + Int64(span * Double(step) / 4))
            return (x: x(at), at: at)
        }
    }
}
