/// The bytes of a model: of the program itself, of a file mapped into memory, or of an array. Never changed.
///
/// `@unchecked Sendable` holds because nothing writes to the bytes while an instance lives; whoever maps a file hands over
/// how to let it go.
public final class ModelMemory: @unchecked Sendable {
    public let bytes: UnsafeRawBufferPointer
    private let release: @Sendable () -> Void

    /// - Parameters:
    ///   - bytes: memory that stays as it is until `release` is called.
    ///   - release: lets the memory go.
    public init(_ bytes: UnsafeRawBufferPointer, release: @escaping @Sendable () -> Void) {
        self.bytes = bytes
        self.release = release
    }

    /// A copy of some bytes.
    public convenience init(copying bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 64)
        memory.copyBytes(from: bytes)
        nonisolated(unsafe) let owned = memory
        self.init(UnsafeRawBufferPointer(rebasing: memory[0..<bytes.count])) { owned.deallocate() }
    }

    deinit { release() }
}
