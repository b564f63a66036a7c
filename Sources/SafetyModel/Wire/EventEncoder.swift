/// Writes events as CloudEvents 1.0 JSON, one line each; what ``EventDecoder`` reads back as an equal event.
///
/// Equal, provided that the event is as a decoder makes them: `unknown` sorted by path, a membership that says
/// nothing given as ``Body/none``, a body that fits the type. Unknown attributes go back to where they stood.
public struct EventEncoder: Sendable {
    private let withText: Bool

    /// - Parameter withText: `false` leaves `data.text` out, and with it the whole of a `data` that is no object (of an
    ///   unknown type), for what is kept longer than texts may be.
    public init(withText: Bool = true) { self.withText = withText }

    /// Appends the event as one line of JSON, without a line break.
    public func encode(_ event: Event, into bytes: inout [UInt8]) {
        // The writer takes the array over and gives it back, so that it is never copied.
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        var writing = EventWriting(JSONWriter(consume taken), withText: withText, unknown: UnknownByPlace(event))
        writing.event(event)
        bytes = writing.writer.bytes
    }

    /// The event as one line of JSON, without a line break.
    public func encode(_ event: Event) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        encode(event, into: &bytes)
        return bytes
    }
}

/// The unknown attributes of an event by the object that they belong in: the deepest one of the event that their path
/// leads into.
struct UnknownByPlace {
    private var places: [String: [(key: String, json: String)]] = [:]
    /// `data` as it came, for an unknown type whose `data` was no object.
    private(set) var wholeData: String?

    init(_ event: Event) {
        guard !event.unknown.isEmpty else { return }
        let containers = Self.containers(of: event)
        for attribute in event.unknown {
            if attribute.path == "data" {
                wholeData = attribute.json
                continue
            }
            // By bytes: a name that begins with a combining mark would melt into the dot before it.
            let path = attribute.path.utf8
            let place =
                Self.attachment(in: path, of: event) ?? containers.first { path.starts(with: $0.utf8) } ?? ""
            let key = String(decoding: path.dropFirst(place.utf8.count), as: UTF8.self)
            places[place, default: []].append((key, attribute.json))
        }
    }

    var isEmpty: Bool { places.isEmpty }

    subscript(place: String) -> [(key: String, json: String)] { places.isEmpty ? [] : places[place] ?? [] }

    /// The place `data.attachments.<number>.`, where the path leads into an attachment that the event has.
    private static func attachment(in path: String.UTF8View, of event: Event) -> String? {
        let prefix = "data.attachments."
        guard case .message(let message) = event.body, path.starts(with: prefix.utf8) else { return nil }
        let digits = String(
            decoding: path.dropFirst(prefix.utf8.count).prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self)
        guard let index = Int(digits), message.attachments.indices.contains(index) else { return nil }
        let place = "\(prefix)\(index)."
        return path.starts(with: place.utf8) ? place : nil
    }

    /// The paths of the other objects inside `data` that the event is written with, and of `data` itself.
    private static func containers(of event: Event) -> [String] {
        var paths: [String] = []
        if event.channel != nil { paths.append("data.channel.") }
        if event.actor != nil { paths.append("data.actor.") }
        if event.target != nil { paths.append("data.target.") }
        if let own = ownObject(of: event.body) { paths.append("data.\(own).") }
        paths.append("data.")
        return paths
    }

    private static func ownObject(of body: Body) -> String? {
        switch body {
        case .none, .message, .membership: nil
        case .role: "role"
        case .gift: "gift"
        case .invite: "invite"
        case .promotion: "promotion"
        case .community: "change"
        case .badge: "badge"
        case .automod: "automod"
        case .report: "report"
        }
    }
}
