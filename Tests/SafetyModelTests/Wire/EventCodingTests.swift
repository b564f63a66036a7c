import SafetyModel
import Testing

/// 2033-05-18, so that nothing in these tests lies in the future.
let lateEnough = Timestamp(milliseconds: 2_000_000_000_000)

func decoded(_ line: String, now: Timestamp = lateEnough) -> Result<Event, Rejection> {
    EventDecoder(now: now).decode(Array(line.utf8))
}

/// The reason for which a line is rejected, or `nil` where it is taken.
func reason(_ line: String) -> RejectionReason? {
    guard case .failure(let rejection) = decoded(line) else { return nil }
    return rejection.reason
}

/// A line with the four attributes that every event has, and `more` after them.
func line(_ type: String, _ more: String) -> String {
    #"{"specversion":"1.0","id":"e1","source":"test","time":"2026-06-16T20:14:03.120Z","type":"\#(type)"\#(more)}"#
}

@Suite("Events on the wire")
struct EventCodingTests {
    @Test("The design's example is read in full")
    func example() throws {
        let event = try decoded(
            """
            {"specversion":"1.0","id":"01J","source":"discord:guild/123","type":"message.posted",\
            "time":"2026-06-16T20:14:03.120Z","data":{"community":"123","channel":{"id":"456","kind":"direct"},\
            "actor":{"id":"a1","name":"Nour","staff":true,"joinedAt":"2026-01-01T00:00:00Z"},"target":{"id":"b7"},\
            "text":"envoie-moi une photo, juste pour moi","replyTo":"m0","mentions":["c1"],\
            "attachments":[{"id":"f1","kind":"image","sha256":"ab","size":12}]}}
            """
        ).get()
        #expect(event.key == EventKey(source: "discord:guild/123", id: "01J"))
        #expect(event.type == .messagePosted)
        #expect(event.time.milliseconds == 1_781_640_843_120)
        #expect(event.community == "123")
        #expect(event.channel == Channel(id: "456", kind: .direct))
        #expect(
            event.actor
                == Member(id: "a1", name: "Nour", staff: true, joinedAt: Timestamp(milliseconds: 1_767_225_600_000)))
        #expect(event.target == Member(id: "b7"))
        #expect(
            event.body
                == .message(
                    Message(
                        text: "envoie-moi une photo, juste pour moi", replyTo: "m0", mentions: ["c1"],
                        attachments: [Attachment(id: "f1", kind: "image", sha256: "ab", size: 12)])))
        #expect(event.unknown.isEmpty)
    }

    @Test("What is written reads back equal, for every type and any attributes", arguments: [1, 2, 3] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var events = RandomEvents(seed: seed)
        let types = EventType.known.map(\.type) + [.other("thread.opened")]
        for _ in 0..<20 {
            for type in types {
                let event = events.event(of: type)
                let bytes = EventEncoder().encode(event)
                #expect(!bytes.contains(0x0A))
                let back = try EventDecoder(now: lateEnough).decode(bytes).get()
                #expect(back == event, "\(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    @Test("Without texts, no text is written whatever the type, and all else is")
    func withoutText() throws {
        var events = RandomEvents(seed: 11)
        for type in EventType.known.map(\.type) + [.other("thread.opened")] {
            for _ in 0..<10 {
                var event = events.event(of: type)
                event.unknown.removeAll { $0.path == "data.text" }
                let bare = try EventDecoder(now: lateEnough).decode(EventEncoder(withText: false).encode(event)).get()
                #expect(bare.text == nil)
                var expected = event
                switch expected.body {
                case .message(var body):
                    body.text = nil
                    expected.body = .message(body)
                case .promotion(var body):
                    body.text = nil
                    expected.body = .promotion(body)
                case .automod(var body):
                    body.text = nil
                    expected.body = .automod(body)
                case .report(var body):
                    body.text = nil
                    expected.body = .report(body)
                default: break
                }
                #expect(bare == expected)
            }
        }
        for data in [#"{"text":"secret","x":1}"#, #"{"te\u0078t":"secret"}"#, #""secret""#, #"["secret"]"#] {
            let event = try decoded(line("thread.opened", ",\"data\":\(data)")).get()
            #expect(!String(decoding: EventEncoder(withText: false).encode(event), as: UTF8.self).contains("secret"))
            #expect(String(decoding: EventEncoder().encode(event), as: UTF8.self).contains("secret"))
        }
    }

    @Test("The order of attributes does not matter: data may stand before type")
    func order() throws {
        let data = #""data":{"text":"hi","mood":1,"actor":{"id":"a"}}"#
        let rest = [#""specversion":"1.0""#, #""id":"e1""#, #""source":"s""#, #""type":"message.posted""#]
        let time = #""time":"2026-06-16T20:14:03Z""#
        let last = try decoded("{\((rest + [time, data]).joined(separator: ","))}").get()
        #expect(last.text == "hi")
        #expect(last.unknown == [UnknownAttribute(path: "data.mood", json: "1")])
        for place in 0...5 {
            var attributes = rest + [time]
            attributes.insert(data, at: place)
            #expect(decoded("{\(attributes.joined(separator: ","))}") == .success(last))
        }
    }

    @Test("Of attributes that stand twice the last counts, also where the type changes after data")
    func twice() throws {
        let event = try decoded(
            line(
                "voice.joined",
                #","data":{"text":"x","community":"1","community":"2"},"type":"message.posted","id":"e2""#)
        ).get()
        #expect(event.type == .messagePosted)
        #expect(event.id == "e2")
        #expect(event.community == "2")
        #expect(event.text == "x")
        #expect(event.unknown.isEmpty)
        let second = try decoded(
            line("message.posted", #","data":{"text":"x","mood":1},"data":{"text":"y"},"q":1,"q":2"#)
        ).get()
        #expect(second.text == "y")
        #expect(second.unknown == [UnknownAttribute(path: "q", json: "2")])
        let gone = try decoded(line("message.posted", #","data":{"text":"x"},"data":null"#)).get()
        #expect(gone.body == .message(Message()))
    }

    @Test("Unknown attributes are kept where they stood, names that only look alike apart")
    func unknown() throws {
        let text = line(
            "message.posted",
            """
            ,"traceparent":"00-1","data":{"mood":{"a": [1]},"actor":{"id":"a","avatar":"u","e\u{301}":1,"\u{E9}":2},\
            "channel":{"id":"c","kind":"forum","topic":null},"attachments":[{"id":"f"},{"id":"g","width":3}],"gift":{}}
            """)
        let event = try decoded(text).get()
        #expect(
            event.unknown.map(\.path).map { Array($0.utf8) }
                == [
                    "data.actor.avatar", "data.actor.e\u{301}", "data.actor.\u{E9}", "data.attachments.1.width",
                    "data.channel.kind", "data.channel.topic", "data.gift", "data.mood", "traceparent",
                ].map { Array($0.utf8) })
        #expect(event.channel?.kind == .text)
        #expect(event.unknown.first { $0.path == "data.mood" }?.json == #"{"a": [1]}"#)
        let written = EventEncoder().encode(event)
        #expect(String(decoding: written, as: UTF8.self).contains(#""kind":"forum""#))
        #expect(!String(decoding: written, as: UTF8.self).contains(#""kind":"text""#))
        #expect(EventDecoder(now: lateEnough).decode(written) == .success(event))
    }

    @Test("An unknown type is kept with all of its data, and the common part is read where it fits")
    func unknownType() throws {
        let event = try decoded(
            line(
                "thread.opened", #","data":{"community":"1","actor":{"id":"a","x":1},"channel":"general","title":"t"}"#)
        ).get()
        #expect(event.type == .other("thread.opened"))
        #expect(event.community == "1")
        #expect(event.actor == Member(id: "a"))
        #expect(
            event.unknown == [
                UnknownAttribute(path: "data.actor.x", json: "1"),
                UnknownAttribute(path: "data.channel", json: "\"general\""),
                UnknownAttribute(path: "data.title", json: "\"t\""),
            ])
        let half = try decoded(line("thread.opened", #","data":{"actor":{"x":1,"id":7}}"#)).get()
        #expect(half.unknown == [UnknownAttribute(path: "data.actor", json: #"{"x":1,"id":7}"#)])
        let bare = try decoded(line("thread.opened", #","data":[1,2]"#)).get()
        #expect(bare.unknown == [UnknownAttribute(path: "data", json: "[1,2]")])
        #expect(EventDecoder(now: lateEnough).decode(EventEncoder().encode(bare)) == .success(bare))
    }

    @Test("null is the same as absent, and what cannot be held is kept as it came")
    func nullAndOdd() throws {
        let nulls = try decoded(
            line(
                "message.posted",
                #","data":{"text":null,"actor":null,"channel":null,"mentions":null,"attachments":null,"community":null}"#
            )
        ).get()
        #expect(nulls == (try decoded(line("message.posted", "")).get()))
        let odd = try decoded(
            line(
                "message.posted",
                #","data":{"actor":{"id":"a","joinedAt":"yesterday"},"attachments":[{"id":"f","size":1.5}]}"#)
        ).get()
        #expect(
            odd.unknown == [
                UnknownAttribute(path: "data.actor.joinedAt", json: "\"yesterday\""),
                UnknownAttribute(path: "data.attachments.0.size", json: "1.5"),
            ])
        #expect(EventDecoder(now: lateEnough).decode(EventEncoder().encode(odd)) == .success(odd))
        let orphan = try decoded(line("role.granted", #","data":{"reason":"a \"b\""}"#)).get()
        #expect(orphan.body == .none)
        #expect(orphan.unknown == [UnknownAttribute(path: "data.reason", json: #""a \"b\"""#)])
    }

    @Test("A name that begins with a combining mark goes back into the object that it stood in")
    func combiningMark() throws {
        let text = line("voice.joined", ",\"data\":{\"actor\":{\"\u{301}x\":1,\"id\":\"a\"}}")
        let written = EventEncoder().encode(try decoded(text).get())
        #expect(String(decoding: written, as: UTF8.self).utf8.count == text.utf8.count)
    }

    @Test("An event is appended to what is there")
    func appends() throws {
        var bytes = Array("x".utf8)
        let event = try decoded(line("voice.left", "")).get()
        EventEncoder().encode(event, into: &bytes)
        #expect(bytes == Array("x".utf8) + EventEncoder().encode(event))
    }
}
