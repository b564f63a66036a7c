#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Whether this process can listen at an address, seen by holding it for a moment.
enum ListenTrial {
    /// Why it cannot.
    enum Fault: Hashable {
        /// Nobody knows the host.
        case unknownHost
        /// As the system numbers it.
        case system(Int32)

        static let taken = Fault.system(EADDRINUSE)
    }

    /// - Returns: nil where it can.
    static func fault(at address: ListenAddress) -> Fault? {
        var found: UnsafeMutablePointer<addrinfo>?
        // As the server asks, which takes the first answer too.
        guard getaddrinfo(address.host, String(address.port), nil, &found) == 0, let entry = found?.pointee else {
            return .unknownHost
        }
        defer { freeaddrinfo(found) }
        #if canImport(Glibc)
        let kind = Int32(SOCK_STREAM.rawValue)
        #else
        let kind = SOCK_STREAM
        #endif
        let descriptor = socket(entry.ai_family, kind, 0)
        guard descriptor >= 0 else { return .system(errno) }
        defer { close(descriptor) }
        var yes: Int32 = 1
        _ = setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        return bind(descriptor, entry.ai_addr, entry.ai_addrlen) == 0 ? nil : .system(errno)
    }
}

extension ListenAddress {
    /// Tries to listen for a moment.
    /// - Parameter held: addresses that this process holds, and lets go before it listens here.
    /// - Throws: ``CommandFailure`` that says why it cannot.
    func tryListening(beside held: [ListenAddress] = []) throws(CommandFailure) {
        guard let fault = ListenTrial.fault(at: self) else { return }
        if fault == .taken, held.contains(where: { meets($0) }) { return }
        throw failure(fault)
    }

    /// Whether the two cannot be listened on at once.
    func meets(_ other: ListenAddress) -> Bool {
        guard port == other.port, port != 0 else { return false }
        if host == other.host || isEverywhere || other.isEverywhere { return true }
        return (host == "localhost" && other.isLoopback) || (other.host == "localhost" && isLoopback)
    }

    private var isEverywhere: Bool { ["0.0.0.0", "::", "*"].contains(host) }

    func failure(_ fault: ListenTrial.Fault) -> CommandFailure {
        switch fault {
        case .unknownHost:
            .failed("nobody knows the host \(host); \(option) takes an address of this machine, as 127.0.0.1:\(port)")
        case .system(EADDRINUSE):
            .failed("\(host):\(port) is in use by another program; choose another with \(option)")
        case .system(EADDRNOTAVAIL):
            .failed(
                "\(host) is no address of this machine; \(option) takes one that it has, or 0.0.0.0 for all of them")
        case .system(EACCES):
            .failed(
                "this account may not listen on port \(port); choose one from 1024 on with \(option), behind a proxy")
        case .system(let number):
            .failed("cannot listen on \(host):\(port): \(String(cString: strerror(number))); see \(option)")
        }
    }
}
