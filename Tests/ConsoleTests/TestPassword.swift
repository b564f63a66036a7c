/// The hash of ``Sample/password`` with the smallest cost, made by another implementation of scrypt (Python's
/// `hashlib.scrypt`, OpenSSL) so that ours is held against it.
enum TestPassword {
    static let hash = 
        "scrypt$v=1$ln=10,r=8,p=1$000102030405060708090a0b0c0d0e0f$a9ee44a4ba8ff9adc22f8ca38ad5702a7f1670daaaf4ed848e62f69719ce3d6e"
}
