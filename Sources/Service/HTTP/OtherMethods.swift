import HTTPTypes
public import Hummingbird

extension RouterMethods {
    /// Answers the methods that a path does not know with 405 and the ones it knows (RFC 9110, section 15.5.6), and not
    /// with a page for people.
    ///
    /// Whoever answers GET answers HEAD too: the router that they are on makes it of GET.
    public func refuseOtherMethods(at path: RouterPath, than known: HTTPRequest.Method) {
        let names = known == .get ? ["GET", "HEAD"] : [known.rawValue]
        let all: [HTTPRequest.Method] =
            [.get, .post, .put, .patch, .delete, .options, .trace] + [HTTPRequest.Method("QUERY")].compactMap { $0 }
        for method in all where method != known {
            on(path, method: method) { _, _ in
                var response = Refusal(
                    status: .methodNotAllowed, sentence: "this address knows \(names.joined(separator: " and ")) only"
                ).response
                response.headers[.allow] = names.joined(separator: ", ")
                return response
            }
        }
    }
}
