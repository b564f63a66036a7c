import SafetyModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Standard output and standard error.
enum Terminal {
    /// Writes a line to standard error.
    static func error(_ line: String) { write(line + "\n", to: 2) }

    /// Writes bytes to a file descriptor, whole.
    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { buffer in
            var rest = UnsafeRawBufferPointer(buffer)
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count <= 0 {
                    if errno == EINTR { continue }
                    return
                }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            }
        }
    }

    /// Writes JSON and a newline to standard output.
    /// - Throws: ``CommandFailure`` where it cannot take them: a result that went nowhere is no success.
    static func output(_ json: [UInt8]) throws(CommandFailure) { try OutputFile("-").write(json + [0x0A]) }

    /// Writes a line to standard output.
    /// - Throws: ``CommandFailure`` where it cannot take it.
    static func output(_ line: String) throws(CommandFailure) { try output(Array(line.utf8)) }

    /// Whether a person looks at standard error.
    static var isInteractive: Bool { isatty(2) == 1 }
}

/// A number with thin groups of three, as people read it.
func grouped(_ number: Int) -> String {
    var digits = Array(String(abs(number)))
    var position = digits.count - 3
    while position > 0 {
        digits.insert(",", at: position)
        position -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
}
