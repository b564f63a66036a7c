extension Watch {
    /// Whether the watch knows a member as staff: what the last event that said so told.
    public func isKnownAsStaff(_ member: String, community: String) -> Bool {
        find(member, community: Self.hash(community: community)).map(isStaff) ?? false
    }
}
