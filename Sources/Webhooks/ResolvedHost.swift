import Casework
import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The numbers that a name of a network stands for now.
public struct ResolvedHost: Sendable {
    /// As `203.0.113.7` or `2001:db8::1`, with their bytes, in the order in which the system would try them.
    public typealias Number = (text: String, bytes: [UInt8])

    /// Asks the system, away from the threads that other work runs on.
    /// - Returns: nothing where the name is not known.
    @Sendable public static func numbers(of host: String) async -> [Number] {
        (try? await NIOThreadPool.singleton.runIfActive { ask(host) }) ?? []
    }

    private static func ask(_ host: String) -> [Number] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        hints.ai_socktype = SOCK_STREAM
        #endif
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &found) == 0 else { return [] }
        defer { freeaddrinfo(found) }
        var numbers: [Number] = []
        var next = found
        while let entry = next, numbers.count < 16 {
            if let number = number(entry.pointee) { numbers.append(number) }
            next = entry.pointee.ai_next
        }
        return numbers
    }

    private static func number(_ entry: addrinfo) -> Number? {
        guard let address = entry.ai_addr else { return nil }
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard
            getnameinfo(
                address, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
        else { return nil }
        let bytes: [UInt8]
        switch entry.ai_family {
        case AF_INET:
            bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin_addr) { Array($0) }
            }
        case AF_INET6:
            bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin6_addr) { Array($0) }
            }
        default: return nil
        }
        let end = text.firstIndex(of: 0) ?? text.endIndex
        return (String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self), bytes)
    }
}
