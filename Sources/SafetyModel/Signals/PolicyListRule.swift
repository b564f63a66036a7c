/// The name of the rule by which `automod.triggered` says that a member stands on a list of bans that others keep: a
/// connector writes it, a detector reads it.
public enum PolicyListRule {
    private static let prefix = "policy list "
    /// The action of an execution that is about a room of the member, and not about the member.
    public static let roomListed = "listed room"

    /// - Parameters:
    ///   - list: the list's name, where it has one.
    ///   - room: where it is kept.
    public static func name(list: String?, room: String) -> String {
        let name = list.map { String($0.prefix(80)) } ?? ""
        return prefix + (name.isEmpty ? room : "“\(name)” (\(room))")
    }

    /// The list as people read it; `nil` where the rule is another.
    public static func list(of rule: String) -> String? {
        rule.hasPrefix(prefix) ? String(rule.dropFirst(prefix.count)) : nil
    }
}
