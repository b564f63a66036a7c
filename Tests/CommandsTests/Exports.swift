import Crypto
import Foundation

/// Small invented chat exports for tests: clinical, and of people who do not exist.
enum Exports {
    static let elder = "200000000000000001"
    static let younger = "200000000000000002"

    typealias Line = (author: String, text: String)

    /// An adult works a child towards a picture. Only characters of Latin-1, so that it can be written in that too.
    static let story: [Line] = [
        (elder, "slt j'ai vu ton profil sur le serv"), (elder, "t'as quel âge ?"), (younger, "j'ai 13 ans"),
        (elder, "t'es super mature pour ton âge"), (elder, "tes parents sont là ce soir ?"),
        (elder, "ça reste entre nous ok ? c'est notre secret"), (elder, "dis rien à tes parents"),
        (elder, "envoie moi une photo de toi, juste pour moi"), (younger, "nan je veux pas"),
        (elder, "je t'offre un nitro si tu m'envoies une photo"),
        (elder, "si tu envoies pas je montre tout à tes amis"),
    ]

    static let innocent: [Line] = [
        (elder, "salut ça va ?"), (younger, "ouais et toi"), (elder, "tu viens jouer ce soir ?"),
        (younger, "oui après les devoirs de maths"), (elder, "t'as eu combien au contrôle ?"),
        (younger, "14, je suis content"), (elder, "bien joué, à tout à l'heure"),
    ]

    private static func time(_ index: Int) -> String {
        "2026-06-03T20:\(index < 10 ? "0" : "")\(index):00.000+02:00"
    }

    /// A private chat as DiscordChatExporter writes it.
    static func discord(_ lines: [Line], from start: Int = 0) -> String {
        let messages = lines.enumerated().map { index, line in
            """
            {"id":"\(600_000_000_000_000_000 + start + index)","type":"Default","timestamp":"\(time(start + index))",\
            "timestampEdited":null,"isPinned":false,"content":"\(line.text)","author":{"id":"\(line.author)",\
            "name":"user\(line.author.suffix(1))","isBot":false,"roles":[]},"attachments":[],"embeds":[],\
            "stickers":[],"reactions":[],"mentions":[]}
            """
        }
        return """
            {"guild":{"id":"0","name":"Direct Messages"},"channel":{"id":"555000000000000001",\
            "type":"DirectTextChat","name":"user2"},"messages":[\(messages.joined(separator: ","))],\
            "messageCount":\(lines.count)}
            """
    }

    private static var element: String {
        let events = story.enumerated().map { index, line in
            """
            {"type":"m.room.message","room_id":"!r:example.org","sender":"@u\(line.author.suffix(1)):example.org",\
            "event_id":"$\(index)","origin_server_ts":\(1_780_000_000_000 + index * 30_000),\
            "content":{"msgtype":"m.text","body":"\(line.text)"}}
            """
        }
        return """
            {"room_name":"Lou","room_creator":"@u1:example.org","topic":"","export_date":"2026-06-30",\
            "exported_by":"@u2:example.org","messages":[\(events.joined(separator: ","))]}
            """
    }

    private static var ndjson: String {
        story.enumerated().map { index, line in
            """
            {"specversion":"1.0","id":"\(index)","source":"test:1","type":"message.posted","time":"\(time(index))",\
            "data":{"community":"1","channel":{"id":"5","kind":"direct"},"actor":{"id":"\(line.author)"},\
            "target":{"id":"\(line.author == elder ? younger : elder)"},"text":"\(line.text)"}}

            """
        }.joined()
    }

    /// The files of Discord's own data package: only what its owner wrote.
    private static var package: [(name: String, text: String)] {
        let messages = story.enumerated().filter { $0.element.author == elder }.map { index, line in
            """
            {"ID":\(600_000_000_000_000_000 + index),"Timestamp":"\(time(index).prefix(19).replacing("T", with: " "))",\
            "Contents":"\(line.text)","Attachments":""}
            """
        }
        let folder = "messages/c555000000000000001"
        return [
            ("messages/index.json", #"{"555000000000000001":"Direct Message with user2#0"}"#),
            (
                "\(folder)/channel.json",
                #"{"id":"555000000000000001","type":"DM","recipients":["\#(elder)","\#(younger)"]}"#
            ),
            ("\(folder)/messages.json", "[\(messages.joined(separator: ","))]"),
            ("account/user.json", #"{"id":"\#(elder)","username":"user1"}"#),
        ]
    }

    /// Writes the story under a name that says in which format.
    static func write(_ name: String, in vigie: VigieProcess) throws {
        switch name {
        case "element.json": try vigie.write(name, element)
        case "story.ndjson": try vigie.write(name, ndjson)
        case "zipped.zip": try vigie.write(name, zip(package))
        case "package":
            for file in package {
                let url = vigie.folder.appendingPathComponent("package/\(file.name)")
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.text.utf8).write(to: url)
            }
        default:
            let folder = vigie.folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try vigie.write("\(name)/dm [part 1].json", discord(Array(story[..<5])))
            try vigie.write("\(name)/dm [part 2].json", discord(Array(story[5...]), from: 5))
        }
    }

    /// A zip archive (APPNOTE 6.3) of stored entries, with the names as they are given.
    static func zip(_ files: [(name: String, text: String)]) -> Data {
        var archive = Data()
        var directory = Data()
        for file in files {
            let name = Data(file.name.utf8)
            let content = Data(file.text.utf8)
            var common = Data()
            for field: UInt16 in [20, 0x800, 0, 0, 0] { append(field, to: &common) }
            for field: Int in [Int(crc32(content)), content.count, content.count] {
                append(UInt32(field), to: &common)
            }
            append(UInt16(name.count), to: &common)
            append(UInt16(0), to: &common)
            append(UInt32(0x0201_4B50), to: &directory)
            append(UInt16(20), to: &directory)
            directory.append(common)
            for field: UInt16 in [0, 0, 0, 0, 0] { append(field, to: &directory) }
            append(UInt32(archive.count), to: &directory)
            directory.append(name)
            append(UInt32(0x0403_4B50), to: &archive)
            for part in [common, name, content] { archive.append(part) }
        }
        var end = Data()
        append(UInt32(0x0605_4B50), to: &end)
        for field in [0, 0, UInt16(files.count), UInt16(files.count)] { append(field, to: &end) }
        for field in [directory.count, archive.count] { append(UInt32(field), to: &end) }
        append(UInt16(0), to: &end)
        return archive + directory + end
    }

    private static func append(_ value: some FixedWidthInteger, to data: inout Data) {
        withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }

    private static func crc32(_ data: Data) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in data {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xEDB8_8320 }
            }
        }
        return ~sum
    }

    /// The SHA-256 of a file in lower-case hexadecimal.
    static func sha256(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { data in
            SHA256.hash(data: data).map { byte in
                let text = String(byte, radix: 16)
                return text.count == 1 ? "0" + text : text
            }.joined()
        }
    }
}
