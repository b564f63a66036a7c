public import Casework
public import Foundation
public import SafetyModel
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Posts messages as webhooks. Redirects are not followed, for they could lead to an address that is not in the file;
/// nothing of the answer is read but its status.
public struct WebhookSender: Sendable {
    private let limit: TimeInterval

    /// - Parameter limit: seconds for the whole exchange.
    public init(limit: TimeInterval = 15) { self.limit = limit }

    /// - Parameters:
    ///   - body: JSON.
    ///   - id: the same at every try.
    ///   - address: of a checked configuration; see ``OutgoingAddress``.
    public func send(
        _ body: String, id: String, to address: String, signedWith keys: WebhookKeys, at moment: Timestamp
    ) async -> DeliveryOutcome {
        guard let url = URL(string: address) else { return .refused("the address is no URL") }
        var request = URLRequest(url: url, timeoutInterval: limit)
        request.httpMethod = "POST"
        request.httpBody = Data(body.utf8)
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("Vigie", forHTTPHeaderField: "User-Agent")
        for (name, value) in keys.headers(id: id, at: moment, body: body) {
            request.setValue(value, forHTTPHeaderField: name)
        }
        let exchange = WebhookExchange(limit: limit)
        guard let status = await exchange.status(of: request) else { return .failed("no answer") }
        if (200..<300).contains(status) { return .sent }
        // Standard Webhooks: the receiver wants no more.
        if status == 410 { return .refused("the receiver answered 410, it is gone") }
        return .failed("the receiver answered \(status)")
    }
}

/// One request. The answer's body is cut off, however long it is.
private final class WebhookExchange: NSObject, URLSessionDataDelegate {
    private let waiting = Mutex<CheckedContinuation<Int?, Never>?>(nil)
    private let limit: TimeInterval

    init(limit: TimeInterval) { self.limit = limit }

    func status(of request: URLRequest) async -> Int? {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = limit
        configuration.timeoutIntervalForResource = limit
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        defer { session.invalidateAndCancel() }
        let task = session.dataTask(with: request)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting.withLock { $0 = continuation }
                task.resume()
            }
        } onCancel: {
            task.cancel()
        }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
        task.cancel()
        answer(response.statusCode)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        completionHandler(.cancel)
        dataTask.cancel()
        answer((response as? HTTPURLResponse)?.statusCode)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        answer((task.response as? HTTPURLResponse)?.statusCode)
    }

    /// The first answer counts; who waits goes on at once, whatever the connection still does.
    private func answer(_ status: Int?) {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(returning: status)
    }
}
