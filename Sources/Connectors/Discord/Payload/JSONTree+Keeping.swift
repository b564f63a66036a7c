extension JSONTree {
    /// An object with some of its members alone; anything else as it is.
    /// - Parameter within: of which members again only some are kept, be they objects or lists of them.
    public func keeping(_ keys: Set<String>, _ within: [String: Set<String>] = [:]) -> JSONTree {
        guard case .object(let members) = self else { return self }
        return .object(
            members.filter { keys.contains($0.key) }.map { member in
                guard let inner = within[member.key] else { return member }
                var member = member
                if case .array(let elements) = member.value {
                    member.value = .array(elements.map { $0.keeping(inner) })
                } else {
                    member.value = member.value.keeping(inner)
                }
                return member
            })
    }

    /// Sets a member of an object; nothing for anything else.
    public mutating func set(_ key: String, _ value: JSONTree) {
        guard case .object(var members) = self else { return }
        members.removeAll { $0.key == key }
        members.append(Member(key: key, value: value))
        self = .object(members)
    }
}
