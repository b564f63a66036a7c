/// An array that never changes after it was made, read without checks: for the tables of the matcher and the normaliser,
/// which are looked into for every byte of every text. Whoever indexes it keeps to its bounds; in debug builds they are
/// checked.
///
/// `@unchecked Sendable` holds because nobody can write to the memory once `init` is done.
struct FrozenArray<Element: BitwiseCopyable>: @unchecked Sendable {
    private let owner: Owner
    private let buffer: UnsafeBufferPointer<Element>

    private final class Owner {
        let memory: UnsafeMutableBufferPointer<Element>

        init(_ elements: [Element]) {
            memory = .allocate(capacity: elements.count)
            _ = memory.initialize(from: elements)
        }

        deinit { memory.deallocate() }
    }

    init(_ elements: [Element]) {
        owner = Owner(elements)
        buffer = UnsafeBufferPointer(owner.memory)
    }

    var count: Int { buffer.count }

    @inline(__always)
    subscript(index: Int) -> Element { buffer[index] }
}
