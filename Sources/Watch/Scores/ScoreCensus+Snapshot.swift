import SafetyModel

extension StateWriter {
    mutating func write(_ slot: ScoreCensus.Slot) {
        out.write(slot.policy.code)
        out.write(slot.detector)
    }

    mutating func write(_ member: ScoreCensus.Counted) {
        write(key: member.key)
        write(member.last)
        out.write(UInt64(member.peaks.count))
        for peak in member.peaks {
            out.write(UInt64(peak.slot))
            out.write(UInt64(peak.bin))
            out.write(peak.isStaff)
            write(peak.since)
        }
    }
}

extension StateReader {
    mutating func scoreSlot() throws(ByteCodingError) -> ScoreCensus.Slot {
        ScoreCensus.Slot(policy: PolicyCode(try input.readString()), detector: try input.readOptionalString())
    }

    /// - Parameter slots: how many slots there are: a peak of another one is refused.
    mutating func counted(slots: Int) throws(ByteCodingError) -> ScoreCensus.Counted {
        var member = ScoreCensus.Counted(key: try key(), last: try moment())
        for _ in 0..<(try count(upTo: slots)) {
            let slot = try count(upTo: slots - 1)
            let bin = try count(upTo: ScoreBins.count - 1)
            member.peaks.append(
                ScoreCensus.Peak(
                    slot: UInt16(slot), bin: UInt8(bin), isStaff: try input.readBool(), since: try moment()))
        }
        return member
    }
}
