/// Where messages of Vigie's own may go to.
public enum OutgoingAddress {
    /// An `https` address without name or password in it; `http` on this machine, or where the operator allows it in so
    /// many words.
    public static func isWebhook(_ address: String, allowingHTTP: Bool = false) -> Bool {
        guard address.utf8.count <= 2000, address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
        let isSecure = address.hasPrefix("https://")
        guard isSecure || address.hasPrefix("http://") else { return false }
        let authority = address.dropFirst(isSecure ? 8 : 7).prefix { !"/?#\\".contains($0) }
        guard !authority.isEmpty, !authority.contains("@"), authority.first != ":" else { return false }
        if isSecure || allowingHTTP { return true }
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        return ["localhost", "127.0.0.1", "[::1]"].contains(String(host))
    }
}
