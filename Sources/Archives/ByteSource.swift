/// Bytes that can be read at any place: a file, something unpacked, memory.
public protocol ByteSource {
    /// What can go wrong while they are read.
    associatedtype Fault: Error

    /// How many there are.
    var size: Int { get }

    /// Reads up to the buffer's size from `offset` on; less only at the end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int

    /// What is wrong with an archive, said as this source says what is wrong.
    static func fault(_ fault: ZipFault) -> Fault
}

extension ByteSource {
    /// Up to `count` bytes from `offset` on.
    public func bytes(at offset: Int, count: Int) throws(Fault) -> [UInt8] {
        var fault: Fault?
        let result = [UInt8](unsafeUninitializedCapacity: max(0, min(count, size - offset))) { buffer, filled in
            do throws(Fault) {
                filled = try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
            } catch { fault = error }
        }
        if let fault { throw fault }
        return result
    }
}
