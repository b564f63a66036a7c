// How fast events are read and written: ours beside Foundation's coder, on the same 500-byte events in the same run.

import Foundation
import Measuring
import SafetyModel

/// The same attributes, as Foundation's coder wants them.
struct PlainEvent: Codable {
    struct Channel: Codable {
        var id: String
        var kind: String
    }
    struct Member: Codable {
        var id: String
        var name: String?
        var staff: Bool?
        var joinedAt: String?
        var createdAt: String?
        var roles: [String]?
    }
    struct Data: Codable {
        var community: String
        var channel: Channel
        var actor: Member
        var target: Member?
        var message: String
        var text: String
        var replyTo: String?
        var mentions: [String]?
    }
    var specversion: String
    var id: String
    var source: String
    var type: String
    var time: String
    var data: Data
}

let texts = [
    "slt t ki ? j'suis arrivé hier sur le serv, on m'a dit de venir en vocal mais y a personne",
    "anyone up for ranked tonight? need two more, we start around nine and stop before midnight",
    "regarde la vidéo d'hier, à 3:20 c'est exactement ce que je disais \\\"tkt\\\" mdr, trop drôle 😀",
]

let lines: [[UInt8]] = (0..<20_000).map { index in
    let snowflake = { (kind: Int) in String(1_100_000_000_000_000_000 + kind * 7_919_000_000_000 + index * 104_729) }
    let text = texts[index % texts.count]
    let second = String(format: "%02d", index % 60)
    return Array(
        """
        {"specversion":"1.0","id":"\(snowflake(1))","source":"discord:guild/1098765432109876543",\
        "type":"message.posted","time":"2026-06-16T20:14:\(second).120Z","data":{"community":"1098765432109876543",\
        "channel":{"id":"\(snowflake(2))","kind":"text"},"actor":{"id":"\(snowflake(3))","name":"lena.b",\
        "joinedAt":"2026-05-02T10:00:00Z","createdAt":"2024-01-01T00:00:00Z"},"message":"\(snowflake(1))",\
        "text":"\(text)","replyTo":"\(snowflake(4))"}}
        """.utf8)
}
let bytes = lines.reduce(0) { $0 + $1.count }
print("\(lines.count) events of \(bytes / lines.count) bytes on average")

let decoder = EventDecoder(now: Timestamp(milliseconds: 2_000_000_000_000))
let ours = measure("EventDecoder", units: lines.count) {
    var length = 0
    for line in lines {
        if case .success(let event) = decoder.decode(line) { length &+= event.id.utf8.count }
    }
    return length
}

let foundation = JSONDecoder()
let datas = lines.map { Data($0) }
let theirs = measure("JSONDecoder", units: lines.count, runs: 5) {
    datas.reduce(0) { $0 &+ ((try? foundation.decode(PlainEvent.self, from: $1))?.id.utf8.count ?? 0) }
}
print(String(format: "ratio of the medians: %.1f", ours.median / theirs.median))

let events = lines.compactMap { try? decoder.decode($0).get() }
let encoder = EventEncoder()
var output: [UInt8] = []
let writing = measure("EventEncoder", units: events.count) {
    output.removeAll(keepingCapacity: true)
    for event in events { encoder.encode(event, into: &output) }
    return output.count
}
let plain = datas.compactMap { try? foundation.decode(PlainEvent.self, from: $0) }
let foundationEncoder = JSONEncoder()
let theirWriting = measure("JSONEncoder", units: plain.count, runs: 5) {
    plain.reduce(0) { $0 &+ ((try? foundationEncoder.encode($1))?.count ?? 0) }
}
print(String(format: "ratio of the medians: %.1f", writing.median / theirWriting.median))

var stream: [UInt8] = []
for line in lines { stream += line + [0x0A] }
measure("LineSplitter alone, 64 KiB chunks", units: lines.count) {
    var splitter = LineSplitter()
    var length = 0
    stream.withUnsafeBufferPointer { buffer in
        var start = 0
        while start < buffer.count {
            let end = min(start + 65_536, buffer.count)
            splitter.push(UnsafeBufferPointer(rebasing: buffer[start..<end])) { length &+= $0.bytes.count }
            start = end
        }
        splitter.finish { length &+= $0.bytes.count }
    }
    return length
}
