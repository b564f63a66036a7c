import Crypto
import Foundation

/// Hashes as policy lists have them (MSC4205): SHA-256, in Base64.
enum MatrixPolicyHash {
    static func base64(_ entity: String) -> String { Data(SHA256.hash(data: Data(entity.utf8))).base64EncodedString() }
}
