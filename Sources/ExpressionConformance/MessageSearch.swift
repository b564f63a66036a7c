import Expression

/// Finds out whether an expression uses messages or enumerations of protocol buffers, which are out of scope.
struct MessageSearch {
    let container: String

    /// - Throws: `Unsupported` with the name that was found.
    func refuse(_ syntax: Syntax) throws(Unsupported) {
        switch syntax.kind {
        case .message(let name, _, _) where WellKnownMessage(rawValue: name) == nil && !isWellKnown(name):
            throw Unsupported(reason: "needs the protocol buffer message \(name)")
        case .name, .select:
            if let (name, _) = syntax.qualifiedName { try refuse(name) }
        case .call(let name, let receiver, _, _):
            if let (space, _) = receiver?.qualifiedName {
                if space == "proto" { throw Unsupported(reason: "needs extensions of protocol buffers") }
                try refuse("\(space).\(name)")
            } else if receiver == nil {
                try refuse(name)
            }
        default: break
        }
        for child in syntax.children { try refuse(child) }
    }

    private func isWellKnown(_ name: String) -> Bool {
        container.hasPrefix("google") && WellKnownMessage(rawValue: "google.protobuf.\(name)") != nil
    }

    private func refuse(_ name: String) throws(Unsupported) {
        let isInSuite = name.hasPrefix("cel.expr.conformance") || name.hasPrefix("google.api.expr.test")
        let isOther =
            name.hasPrefix("google.protobuf.")
            && name != "google.protobuf.Timestamp" && name != "google.protobuf.Duration"
        let isRelative = container.contains("conformance.proto") && name.first?.isUppercase ?? false
        if isInSuite || isOther || isRelative {
            throw Unsupported(reason: "needs protocol buffers: \(name)")
        }
    }
}
