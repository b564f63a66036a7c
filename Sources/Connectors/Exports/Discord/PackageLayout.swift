/// Finds the data packages among files: folders that hold a `channel.json` beside `messages.json` or
/// `messages.csv`. The folders above have other names in other languages, and lower-case ones in older packages.
struct PackageLayout {
    private var descriptions: [String: FoundFile] = [:]
    private var messageFolders: Set<String> = []
    private var lists: [String: FoundFile] = [:]
    private var accounts: [String: FoundFile] = [:]

    init(_ files: [FoundFile]) {
        for file in files {
            switch file.name.lowercased() {
            case "channel.json": descriptions[file.folder] = file
            case "messages.json", "messages.csv": messageFolders.insert(file.folder)
            case "index.json": lists[file.folder] = file
            case "user.json": accounts[Self.parent(file.folder)] = file
            default: break
            }
        }
        descriptions = descriptions.filter { messageFolders.contains($0.key) }
    }

    /// Whether a file only describes others: `channel.json`, `index.json`, `user.json`.
    func isDescription(_ file: FoundFile) -> Bool {
        guard !descriptions.isEmpty, !file.isNamed else { return false }
        switch file.name.lowercased() {
        case "channel.json": return descriptions[file.folder] != nil
        case "index.json": return descriptions.keys.contains { Self.parent($0) == file.folder }
        case "user.json":
            let root = Self.parent(file.folder)
            return descriptions.keys.contains { Self.parent(Self.parent($0)) == root }
        default: return false
        }
    }

    /// The folder of the channel whose messages the file holds.
    func channelFolder(of file: FoundFile) -> String? {
        guard descriptions[file.folder] != nil else { return nil }
        let name = file.name.lowercased()
        return name == "messages.json" || name == "messages.csv" ? file.folder : nil
    }

    func descriptionFile(in folder: String) -> FoundFile? { descriptions[folder] }

    func indexFile(of file: FoundFile) -> FoundFile? { lists[Self.parent(file.folder)] }

    func accountFile(of file: FoundFile) -> FoundFile? { accounts[Self.parent(Self.parent(file.folder))] }

    private static func parent(_ folder: String) -> String {
        folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
    }
}
