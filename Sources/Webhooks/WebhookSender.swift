import AsyncHTTPClient
public import Casework
import NIOCore
public import SafetyModel

/// Posts messages as webhooks. A name is looked up anew for each message, and the connection goes to the number that was
/// looked at and nowhere else, so that a name which leads into a private network a second later gains nothing. Redirects
/// are not followed, for they could lead to an address that is not in the file; nothing of the answer is read but its
/// status.
public struct WebhookSender: Sendable {
    /// The numbers that a name stands for now.
    public typealias Resolver = @Sendable (String) async -> [ResolvedHost.Number]

    private let limit: TimeAmount
    private let resolve: Resolver

    /// - Parameters:
    ///   - limit: seconds for the whole exchange with one number.
    ///   - resolve: the system's resolver, unless a test has its own.
    public init(limit: Int64 = 15, resolve: @escaping Resolver = ResolvedHost.numbers) {
        self.limit = .seconds(limit)
        self.resolve = resolve
    }

    /// - Parameters:
    ///   - body: JSON.
    ///   - id: the same at every try.
    ///   - address: of a checked configuration; see ``OutgoingAddress``.
    ///   - reach: whether it may lie in a network of the operator's own.
    public func send(
        _ body: String, id: String, to address: String, _ reach: OutgoingAddress.Reach = .publicOnly,
        signedWith keys: WebhookKeys, at moment: Timestamp
    ) async -> DeliveryOutcome {
        guard let host = OutgoingAddress.host(of: address) else { return .refused("the address is no URL") }
        let numbers = await resolve(host)
        guard !numbers.isEmpty else { return .failed("the name \(host) is not known") }
        if let first = numbers.first(where: { !OutgoingAddress.allows($0.bytes, for: host, reach) }) {
            return .failed(
                "\(host) leads to \(first.text), which is no public address; allow_private: true in the file allows it")
        }
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.body = .bytes(ByteBuffer(string: body))
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "Vigie")
        for (name, value) in keys.headers(id: id, at: moment, body: body) {
            request.headers.add(name: name, value: value)
        }
        guard let status = await status(of: request, host: host, numbers: numbers) else { return .failed("no answer") }
        if (200..<300).contains(status) { return .sent }
        // Standard Webhooks: the receiver wants no more.
        if status == 410 { return .refused("the receiver answered 410, it is gone") }
        return .failed("the receiver answered \(status)")
    }

    /// Tries the numbers in turn until one answers.
    private func status(of request: HTTPClientRequest, host: String, numbers: [ResolvedHost.Number]) async -> Int? {
        for number in numbers.prefix(4) {
            if Task.isCancelled { return nil }
            if let status = await status(of: request, host: host, number: number.text) { return status }
        }
        return nil
    }

    private func status(of request: HTTPClientRequest, host: String, number: String) async -> Int? {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: limit))
        if host != number { configuration.dnsOverride = [host: number] }
        configuration.connectionPool.retryConnectionEstablishment = false
        do {
            return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
                Int(try await client.execute(request, timeout: limit).status.code)
            }
        } catch {
            return nil
        }
    }
}
