import SafetyModel

/// Planned events that have not happened yet, earliest first: a binary heap. What is planned for the same moment
/// happens in the order in which it was put in.
struct EventQueue: Sendable {
    private var heap: [(planned: PlannedEvent, order: Int)] = []
    private var order = 0

    var isEmpty: Bool { heap.isEmpty }
    var firstTime: Timestamp? { heap.first?.planned.event.time }

    mutating func insert(_ planned: PlannedEvent) {
        heap.append((planned, order))
        order += 1
        var place = heap.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard precedes(place, parent) else { return }
            heap.swapAt(place, parent)
            place = parent
        }
    }

    mutating func removeFirst() -> PlannedEvent? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && precedes(child, least) {
                least = child
            }
            guard least != place else { return first.planned }
            heap.swapAt(place, least)
            place = least
        }
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        let (one, other) = (heap[left], heap[right])
        return (one.planned.event.time, one.order) < (other.planned.event.time, other.order)
    }
}
