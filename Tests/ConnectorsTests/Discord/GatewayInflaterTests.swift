import CZlib
import Connectors
import Testing

@Suite("The gateway's compression")
struct GatewayInflaterTests {
    /// One zlib stream, flushed after each message.
    private func compressed(_ messages: [[UInt8]]) -> [[UInt8]] {
        var stream = z_stream()
        guard deflateInit_(&stream, 6, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return [] }
        defer { deflateEnd(&stream) }
        return messages.map { message in
            var input = message
            var output = [UInt8](repeating: 0, count: message.count * 2 + 1024)
            let room = output.count
            let produced = input.withUnsafeMutableBufferPointer { source in
                output.withUnsafeMutableBufferPointer { target in
                    stream.next_in = source.baseAddress
                    stream.avail_in = UInt32(source.count)
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(room)
                    deflate(&stream, Z_SYNC_FLUSH)
                    return room - Int(stream.avail_out)
                }
            }
            return Array(output[..<produced])
        }
    }

    @Test("Messages of one stream come out one after the other, however they are cut")
    func messages() throws {
        let messages = (0..<40).map {
            Array(#"{"op":0,"s":\#($0),"d":"\#(String(repeating: "é", count: $0 * 997))"}"#.utf8)
        }
        let inflater = try GatewayInflater()
        for (index, bytes) in compressed(messages).enumerated() {
            let cut = bytes.count * (index % 5) / 5
            if cut > 0 { #expect(try inflater.take(bytes[..<cut]) == nil) }
            #expect(try inflater.take(bytes[cut...]) == messages[index])
        }
    }

    @Test("What is no zlib stream is refused")
    func malformed() throws {
        let inflater = try GatewayInflater()
        #expect(throws: GatewayInflaterError.malformed) { try inflater.take([1, 2, 3, 4, 0, 0, 0xFF, 0xFF]) }
    }

    @Test("A message that would not end is refused before it fills the memory")
    func bomb() throws {
        let bomb = compressed([[UInt8](repeating: 0x20, count: GatewayInflater.longest + 1)])[0]
        #expect(bomb.count < 1 << 20)
        let inflater = try GatewayInflater()
        #expect(throws: GatewayInflaterError.tooLong) { try inflater.take(bomb) }
    }
}
