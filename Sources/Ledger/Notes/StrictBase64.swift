import Foundation

/// Base64 (RFC 4648, section 4) that takes each text in one spelling only, so that a changed character never goes
/// unseen.
enum StrictBase64 {
    static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// `nil` for what is not base64, has no padding, or has bits after the end that are not zero.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        guard let data = Data(base64Encoded: String(text)), data.base64EncodedString().utf8.elementsEqual(text.utf8)
        else { return nil }
        return [UInt8](data)
    }

    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        String(validating: text, as: UTF8.self).flatMap { decode($0) }
    }
}
