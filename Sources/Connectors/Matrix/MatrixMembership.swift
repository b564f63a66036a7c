/// What a change of a membership is: who did it counts as much as what it became
/// (https://spec.matrix.org/v1.11/client-server-api/#room-membership).
enum MatrixMembership {
    case joined, renamed, left, kicked, banned, unbanned, invited, declined, withdrawn, knocked, retracted, refused
    /// Nothing that concerns anybody else, as another picture.
    case unchanged

    init(_ event: MatrixEvent) {
        let before = event.previous?.membership ?? "leave"
        let isOwn = event.stateKey == event.sender
        switch (before, event.content.membership) {
        case ("join", "join"):
            self = event.previous?.displayName != event.content.displayName ? .renamed : .unchanged
        case (_, "join"): self = .joined
        case ("ban", "ban"): self = .unchanged
        case (_, "ban"): self = .banned
        case ("ban", "leave"): self = .unbanned
        case ("invite", "leave"): self = isOwn ? .declined : .withdrawn
        case ("knock", "leave"): self = isOwn ? .retracted : .refused
        case (_, "leave"): self = isOwn ? .left : .kicked
        case (_, "invite"): self = .invited
        case (_, "knock"): self = .knocked
        default: self = .unchanged
        }
    }
}
