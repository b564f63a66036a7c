import Archives
import SafetyModel

/// The first look through all inputs: finds the files, tells their formats, and notes where the messages stand.
final class FirstLook {
    let limits: ExportLimits
    private let wanted: ExportFormat
    private let makeHasher: () -> any ContentHasher
    private let progress: (ExportProgress) throws -> Void

    private let spool: Spool
    private var archives: [(archive: ZipArchive<Content>, path: String, input: Int)] = []
    private var inflated = 0
    private var inputs: [ExportInput] = []
    private var sources: [ExportSource] = []
    private var records: [MessageRecord] = []
    private var skipped: [SkippedInput] = []
    private var pathOfDigest: [String: String] = [:]
    private var pathOfIdentity: [FileIdentity: String] = [:]

    private var bytesRead = 0
    private var bytesToProgress = 0
    private var stopped: (any Error)?

    private let discord: DiscordExportReader
    private let package: DiscordPackageReader
    private let matrix: MatrixExportReader
    private let lines: EventLinesReader

    init(
        scan: ExportScan, hasher: @escaping () -> any ContentHasher,
        progress: @escaping (ExportProgress) throws -> Void
    ) {
        limits = scan.limits
        wanted = scan.format
        makeHasher = hasher
        self.progress = progress
        spool = Spool(limits: scan.limits)
        discord = DiscordExportReader(limits: scan.limits)
        package = DiscordPackageReader(limits: scan.limits)
        matrix = MatrixExportReader(limits: scan.limits)
        lines = EventLinesReader(now: scan.now)
    }

    /// Looks through everything that one given path leads to.
    /// - Throws: what the progress closure throws.
    func take(_ path: String) throws {
        var walk = InputWalk(limits: limits)
        let isFolder = walk.add(path)
        let (inputsBefore, skippedBefore) = (inputs.count, skipped.count)
        skipped += walk.skipped
        try take(walk.files, root: path)
        let isSilent = !skipped[skippedBefore...].contains { $0.reason.isLoss }
        if isFolder && inputs.count == inputsBefore && isSilent
            && !skipped[skippedBefore...].contains(where: { $0.reason == .duplicateInput })
        {
            skipped.append(SkippedInput(path: path, reason: .noExportFound))
        }
    }

    func finish() -> OpenedExports {
        records.sort(by: <)
        return OpenedExports(inputs: inputs, skipped: skipped, records: records, sources: sources, spool: spool)
    }

    // MARK: Files

    private func take(_ files: [FoundFile], root: String) throws {
        let packages = PackageLayout(files)
        let stems = Set(files.filter { $0.fileExtension == "json" }.map { "\($0.folder)/\($0.name.dropLast(5))" })
        var others = 0
        for file in files {
            if packages.isDescription(file) { continue }
            let isPackaged = packages.channelFolder(of: file) != nil
            guard file.isNamed || isPackaged || Self.mayHoldMessages(file, jsonTwins: stems) else {
                others += 1
                continue
            }
            do {
                try takeOne(file, packages)
            } catch let fault as ExportFault {
                if let stopped { throw stopped }
                if !file.isNamed && Self.isOther(file, fault) {
                    others += 1
                } else {
                    skipped.append(fault.skipped(file.path))
                }
            }
        }
        if others > 0 { skipped.append(SkippedInput(path: root, reason: .otherFiles, count: others)) }
    }

    /// Files in folders that are worth a look; the pictures that lie beside an export are not.
    private static func mayHoldMessages(_ file: FoundFile, jsonTwins: Set<String>) -> Bool {
        switch file.fileExtension {
        case "json", "ndjson", "jsonl", "zip": true
        case "html", "htm", "txt", "csv":
            !jsonTwins.contains("\(file.folder)/\(file.name.dropLast(file.fileExtension.count + 1))")
        default: false
        }
    }

    /// Whether a file that nobody named is simply not an export.
    private static func isOther(_ file: FoundFile, _ fault: ExportFault) -> Bool {
        switch fault.reason {
        case .unknownJSON: true
        case .notJSON, .binaryFile, .compressedFile, .emptyFile:
            !["json", "ndjson", "jsonl"].contains(file.fileExtension)
        default: false
        }
    }

    private func takeOne(_ file: FoundFile, _ packages: PackageLayout) throws {
        if let (archive, entry) = file.entry { return try takeEntry(file, archive, entry, packages) }
        let onDisk = try ReadableFile(path: file.path)
        if let first = pathOfIdentity[onDisk.identity] { throw ExportFault(.duplicateInput, detail: first) }
        pathOfIdentity[onDisk.identity] = file.path
        let content = Content(file: onDisk)
        let head = try content.bytes(at: 0, count: FormatGuess.headBytes)
        if ZipSignature.begins(head) { return try takeArchive(file, content) }
        let (reader, isCSV) = try reader(for: head, packaged: packages.channelFolder(of: file) != nil)
        let index = SourceIndex(source: sources.count)
        prepare(reader, index.source, file, packages, isCSV)
        var hasher = makeHasher()
        let fault = look(content, reader, index, file.path) { hasher.update($0) }
        if let stopped { throw stopped }
        if let fault, Self.meansNoExport(fault) { throw fault }
        let digest = hexadecimal(hasher.finalize())
        if let first = pathOfDigest[digest] { throw ExportFault(.duplicateInput, detail: first) }
        pathOfDigest[digest] = file.path
        inputs.append(
            ExportInput(path: file.path, format: reader.format, bytes: onDisk.size, sha256: digest, messages: 0))
        keep(index, file.path, .path(file.path, onDisk.identity), reader, input: inputs.count - 1, fault)
    }

    /// Faults that say that the file has nothing to do with the format after all.
    private static func meansNoExport(_ fault: ExportFault) -> Bool {
        [.notJSON, .unknownJSON, .csvExport].contains(fault.reason)
    }

    /// Goes through a content to its end. What was noted before a fault stays.
    private func look(
        _ content: Content, _ reader: any FormatReader, _ index: SourceIndex, _ path: String,
        _ digest: @escaping (UnsafeRawBufferPointer) -> Void
    ) -> ExportFault? {
        let isLines = reader.format == .ndjson
        let feed = ByteFeed(content, pieceLimit: isLines ? limits.lineBytes : limits.messageBytes) {
            [self] (bytes: UnsafeRawBufferPointer) throws(ExportFault) in
            digest(bytes)
            bytesRead += bytes.count
            try tellProgress(path, index.messages)
        }
        var fault: ExportFault?
        do throws(ExportFault) {
            try reader.look(through: feed, into: index)
        } catch { fault = error }
        do throws(ExportFault) {
            try feed.drain()
            if feed.offset != content.size { fault = ExportFault(.changedWhileReading) }
        } catch { fault = error }
        return fault
    }

    private func tellProgress(_ path: String, _ messages: Int) throws(ExportFault) {
        guard bytesRead >= bytesToProgress else { return }
        bytesToProgress = bytesRead + 4 << 20
        do {
            try progress(ExportProgress(bytesRead: bytesRead, messages: records.count + messages, path: path))
        } catch {
            stopped = error
            throw ExportFault(.readError)
        }
    }

    /// Takes over what the look through one source has found.
    private func keep(
        _ index: SourceIndex, _ path: String, _ place: Place, _ reader: any FormatReader, input: Int,
        _ fault: ExportFault?
    ) {
        sources.append(ExportSource(path: path, place: place, reader: reader, input: input))
        records += index.records
        inputs[input].messages += index.messages
        inputs[input].leftOut.merge(index.leftOut, uniquingKeysWith: +)
        let refused = index.skipped(path)
        skipped += refused
        if let fault {
            skipped.append(fault.skipped(path, count: index.messages))
        } else if index.messages == 0 && refused.isEmpty {
            skipped.append(SkippedInput(path: path, reason: .noMessages))
        }
    }

    // MARK: Archives

    private func takeArchive(_ file: FoundFile, _ content: Content) throws {
        let archive = try ZipArchive(content, limits: limits)
        var hasher = makeHasher()
        let feed = ByteFeed(content, pieceLimit: 0) { [self] (bytes: UnsafeRawBufferPointer) throws(ExportFault) in
            hasher.update(bytes)
            bytesRead += bytes.count
            try tellProgress(file.path, 0)
        }
        try feed.drain()
        let digest = hexadecimal(hasher.finalize())
        if let first = pathOfDigest[digest] { throw ExportFault(.duplicateInput, detail: first) }
        pathOfDigest[digest] = file.path
        inputs.append(ExportInput(path: file.path, format: .auto, bytes: content.size, sha256: digest, messages: 0))
        let (input, skippedBefore) = (inputs.count - 1, skipped.count)
        archives.append((archive, file.path, input))
        let place = archives.count - 1
        let entries = archive.entries.filter { !$0.isFolder }.sorted { $0.name < $1.name }
        try take(
            entries.filter { $0.refusal == nil }.map {
                FoundFile(path: "\(file.path)/\($0.name)", entry: (place, $0), isNamed: false)
            }, root: file.path)
        refuse(entries.filter { $0.refusal != nil }, in: file.path)
        if inputs[input].format == .auto && !skipped[skippedBefore...].contains(where: { $0.reason.isLoss }) {
            skipped.append(SkippedInput(path: file.path, reason: .noExportFound))
        }
    }

    /// Lists entries that must not be opened; of many alike, the first few.
    private func refuse(_ entries: [ZipEntry], in path: String) {
        var counts: [SkipReason: Int] = [:]
        for entry in entries {
            guard let refusal = entry.refusal.map(Content.fault) else { continue }
            counts[refusal.reason, default: 0] += 1
            if counts[refusal.reason, default: 0] <= 20 { skipped.append(refusal.skipped("\(path)/\(entry.name)")) }
        }
        for (reason, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where count > 20 {
            skipped.append(SkippedInput(path: "\(path)/… (+\(count - 20))", reason: reason, count: count - 20))
        }
    }

    private func takeEntry(_ file: FoundFile, _ place: Int, _ entry: ZipEntry, _ packages: PackageLayout) throws {
        let (archive, _, input) = archives[place]
        let head = try archive.head(of: entry, count: FormatGuess.headBytes)
        if ZipSignature.begins(head) { throw ExportFault(.zipNested) }
        let (reader, isCSV) = try reader(for: head, packaged: packages.channelFolder(of: file) != nil)
        let bytes = try extract(archive, entry)
        let index = SourceIndex(source: sources.count)
        prepare(reader, index.source, file, packages, isCSV)
        let fault = look(try Content(bytes, spool: spool), reader, index, file.path) { _ in }
        if let stopped { throw stopped }
        if let fault, Self.meansNoExport(fault) { throw fault }
        if inputs[input].format == .auto { inputs[input].format = reader.format }
        keep(index, file.path, bytes, reader, input: input, fault)
    }

    private func extract(_ archive: ZipArchive<Content>, _ entry: ZipEntry) throws(ExportFault) -> Place {
        guard entry.size <= limits.inflatedBytes - inflated else {
            throw ExportFault(.zipBomb, detail: "> \(limits.inflatedBytes) B")
        }
        inflated += entry.size
        return try archive.extract(entry, into: spool)
    }

    // MARK: Formats

    private func reader(for head: [UInt8], packaged: Bool) throws(ExportFault) -> (any FormatReader, isCSV: Bool) {
        let guess = FormatGuess(head: head)
        let found: FormatGuess.Answer
        do throws(ExportFault) {
            found = try guess.answer()
        } catch {
            // Who names a format knows better than a guess, unless the file is something else altogether.
            guard error.reason == .unknownJSON, wanted != .auto || packaged else { throw error }
            return (reader(of: packaged ? .discordPackage : wanted), false)
        }
        switch found {
        case .format(let format):
            guard wanted == .auto || wanted == format else { throw ExportFault(.wrongFormat, detail: format.rawValue) }
            return (reader(of: format), false)
        case .packageCSV:
            guard wanted == .auto || wanted == .discordPackage else {
                throw ExportFault(.wrongFormat, detail: ExportFormat.discordPackage.rawValue)
            }
            return (package, true)
        case .emptyJSON:
            if packaged { return (package, false) }
            throw ExportFault(.noMessages)
        }
    }

    private func reader(of format: ExportFormat) -> any FormatReader {
        switch format {
        case .discordExport: discord
        case .discordPackage: package
        case .matrixExport: matrix
        case .ndjson, .auto: lines
        }
    }

    // MARK: Data packages

    /// Tells the package reader whose messages a source holds, and where they were written.
    private func prepare(
        _ reader: any FormatReader, _ source: Int, _ file: FoundFile, _ packages: PackageLayout, _ isCSV: Bool
    ) {
        guard reader === package else { return }
        let folder = packages.channelFolder(of: file)
        let listed = packages.indexFile(of: file).flatMap(smallFile).map(PackageChannel.list) ?? [:]
        let account = packages.accountFile(of: file).flatMap(smallFile).flatMap(PackageChannel.account)
        let name = file.folder.lastIndex(of: "/").map { String(file.folder[file.folder.index(after: $0)...]) }
        let channel = PackageChannel(
            json: folder.flatMap(packages.descriptionFile).flatMap(smallFile), folder: name ?? file.folder,
            listed: listed)
        package.prepare(source: source, channel: channel, owner: account, isCSV: isCSV)
    }

    private var smallFiles: [String: [UInt8]] = [:]

    /// The bytes of a file that describes others; `nil` where it cannot be read, which costs names, no messages.
    private func smallFile(_ file: FoundFile) -> [UInt8]? {
        if let known = smallFiles[file.path] { return known }
        let limit = 64 << 20
        var bytes: [UInt8]?
        if let (place, entry) = file.entry {
            if entry.size <= limit, let found = try? extract(archives[place].archive, entry) {
                bytes = try? Content(found, spool: spool).bytes(at: 0, count: limit)
            }
        } else if let onDisk = try? ReadableFile(path: file.path), onDisk.size <= limit {
            bytes = try? Content(file: onDisk).bytes(at: 0, count: limit)
        }
        // Descriptions of channels are read once; lists are asked for again by each channel.
        if let bytes, file.name.lowercased() != "channel.json" { smallFiles[file.path] = bytes }
        return bytes
    }
}
