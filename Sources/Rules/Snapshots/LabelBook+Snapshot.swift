import SafetyModel

extension LabelBook {
    func write(to writer: inout ByteWriter) {
        writer.write(UInt64(labels.count))
        for (member, all) in labels.sorted(by: { $0.key < $1.key }) {
            writer.write(member)
            writer.write(UInt64(all.count))
            for label in all {
                writer.write(label.name)
                writer.write(label.rule)
                writer.write(label.reason.fr)
                writer.write(label.reason.en)
                writer.write(label.until.milliseconds)
            }
        }
    }

    mutating func read(from reader: inout ByteReader) throws(ByteCodingError) {
        labels = [:]
        for _ in 0..<(try reader.readCount()) {
            let member = try reader.readUInt64()
            var all: [Label] = []
            for _ in 0..<(try reader.readCount()) {
                let (name, rule) = (try reader.readString(), try reader.readString())
                let reason = LocalizedText(fr: try reader.readString(), en: try reader.readString())
                let until = Timestamp(milliseconds: try reader.readInt64())
                all.append(Label(name: name, rule: rule, reason: reason, until: until))
            }
            labels[member] = all
        }
    }
}
