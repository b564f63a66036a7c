/// Lets one piece of long work run at a time: each takes a processor for a while, and the watch needs the other.
actor OneAtATime {
    private var isTaken = false

    func take() -> Bool {
        guard !isTaken else { return false }
        isTaken = true
        return true
    }

    func giveBack() { isTaken = false }
}
