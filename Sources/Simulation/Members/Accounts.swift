/// A yes or no for every account, in an eighth of a byte each.
struct Accounts: Sendable {
    private var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: count / 64 + 1) }

    subscript(account: Int) -> Bool {
        get { words[account >> 6] >> UInt64(account & 63) & 1 == 1 }
        set {
            if newValue {
                words[account >> 6] |= 1 << UInt64(account & 63)
            } else {
                words[account >> 6] &= ~(1 << UInt64(account & 63))
            }
        }
    }
}
