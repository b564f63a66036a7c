public import SafetyModel

/// Why a file is no snapshot: what happened, where, and what to do. Holds nothing of the content.
public struct SnapshotFault: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable {
        case empty
        case compressed
        case utf16
        /// The text ends at this byte, inside a value.
        case cutShort(at: Int)
        case notJSON(JSONError)
        /// What the platform answers where it refuses.
        case refusal
        /// JSON, but neither a Discord guild nor the rooms of a Matrix space.
        case unknownLayout
    }

    public var reason: Reason

    public init(_ reason: Reason) {
        self.reason = reason
    }

    init(_ error: JSONError) {
        self.init(error.reason == .unexpectedEnd ? .cutShort(at: error.offset) : .notJSON(error))
    }

    public var description: String { text.en }

    /// What happened and what to do.
    public var text: LocalizedText {
        switch reason {
        case .empty:
            LocalizedText(
                fr: "Le fichier est vide. Récupérez l'instantané de nouveau.",
                en: "The file is empty. Fetch the snapshot again.")
        case .compressed:
            LocalizedText(
                fr: "Le fichier est compressé. Décompressez-le d'abord.",
                en: "The file is compressed. Decompress it first.")
        case .utf16:
            LocalizedText(
                fr: "Le fichier est en UTF-16. Enregistrez-le en UTF-8.",
                en: "The file is in UTF-16. Save it as UTF-8.")
        case .cutShort(let byte):
            LocalizedText(
                fr:
                    "L'instantané est coupé : il finit à l'octet \(byte), au milieu d'une valeur. Récupérez-le de nouveau, et vérifiez qu'il reste de la place sur le disque.",
                en:
                    "The snapshot is cut short: it ends at byte \(byte), inside a value. Fetch it again, and check that the disk has room."
            )
        case .notJSON(let error):
            LocalizedText(
                fr:
                    "Le fichier n'est pas du JSON lisible : faute à l'octet \(error.offset). Récupérez l'instantané de nouveau, sans le modifier à la main.",
                en:
                    "The file is not JSON that can be read: \(error). Fetch the snapshot again, and do not edit it by hand."
            )
        case .refusal:
            LocalizedText(
                fr:
                    "C'est un refus de la plateforme, pas un instantané : son message est dans le fichier. Vérifiez le jeton et ses droits, attendez si elle dit d'aller moins vite, et récupérez l'instantané de nouveau.",
                en:
                    "This is the platform's refusal, not a snapshot: its message is in the file. Check the token and what it may do, wait where it says that you ask too often, and fetch the snapshot again."
            )
        case .unknownLayout:
            LocalizedText(
                fr:
                    "Ce JSON n'est ni un serveur Discord (objet de GET /guilds/{id} avec `channels` et `members`) ni les salons d'un espace Matrix (`space` et `rooms`). Voyez docs/permissions.md.",
                en:
                    "This JSON is neither a Discord guild (the object of GET /guilds/{id} with `channels` and `members`) nor the rooms of a Matrix space (`space` and `rooms`). See docs/permissions.md."
            )
        }
    }
}
