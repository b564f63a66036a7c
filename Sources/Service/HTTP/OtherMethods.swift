import HTTPTypes
public import Hummingbird

extension RouterMethods {
    /// Answers the methods that a path does not know with 405 and the ones it knows (RFC 9110, section 15.5.6), and not
    /// with a page for people.
    public func refuseOtherMethods(at path: RouterPath, than known: HTTPRequest.Method) {
        let all: [HTTPRequest.Method] =
            [.get, .post, .put, .patch, .delete, .options, .trace] + [HTTPRequest.Method("QUERY")].compactMap { $0 }
        for method in all where method != known {
            on(path, method: method) { _, _ in
                var response = Refusal(
                    status: .methodNotAllowed, sentence: "this address knows \(known.rawValue) only"
                ).response
                response.headers[.allow] = known.rawValue
                return response
            }
        }
    }
}
