import Archives

extension Content: ByteSource {
    static func fault(_ fault: ZipFault) -> ExportFault {
        let reason: SkipReason =
            switch fault.reason {
            case .broken: .zipBroken
            case .truncated: .zipTruncated
            case .bomb: .zipBomb
            case .tooManyEntries: .zipTooManyEntries
            case .unsafeName: .zipUnsafeName
            case .symlink: .zipSymlink
            case .encrypted: .zipEncrypted
            case .unsupported: .zipUnsupported
            case .overlap: .zipOverlap
            case .checkSum: .zipChecksum
            }
        return ExportFault(reason, detail: fault.detail)
    }
}

extension ZipArchive where Source == Content {
    init(_ content: Content, limits: ExportLimits) throws(ExportFault) {
        try self.init(
            content,
            limits: ZipLimits(
                entries: limits.zipEntries, ratio: limits.inflationRatio, ratioFloor: limits.ratioFloor))
    }

    /// A whole entry, checked, in the spool.
    func extract(_ entry: ZipEntry, into spool: Spool) throws(ExportFault) -> Place {
        if let refusal = entry.refusal { throw Content.fault(refusal) }
        return try spool.take(size: entry.size) {
            (put: (UnsafeRawBufferPointer) throws(ExportFault) -> Void) throws(ExportFault) in
            try self.unpack(entry) { (piece: UnsafeRawBufferPointer) throws(ExportFault) in
                try put(piece)
                return true
            }
        }
    }
}
