import Connectors
import SafetyModel

/// What the gateway did not tell is fetched, from the last message of each channel on. A log that has a message
/// already keeps one of it.
extension DiscordShard {
    func add(_ missed: [MissedSpan]) {
        for span in missed {
            var span = span
            if let open = spans[span.key] {
                // Lost again before it was fetched: from the earlier to the later.
                if Snowflake.isLater(span.after, than: open.after) { span.after = open.after }
                if let one = span.upTo, let other = open.upTo, Snowflake.isLater(other, than: one) { span.upTo = other }
            }
            spans[span.key] = span
            changed.spans[span.key] = .some(span)
        }
        if !missed.isEmpty {
            isChanged = true
            fetching.continuation.yield()
        }
    }

    func fetchAll() async {
        var fetched = 0
        var wait = Duration.seconds(1)
        while let key = spans.keys.min(), let span = spans[key] {
            do throws(DiscordFault) {
                fetched += try await fetch(span)
                wait = .seconds(1)
                faults.tell(nil, of: "fetching")
            } catch {
                if Task.isCancelled { return }
                if error.isPassing || error == .tokenRefused {
                    faults.tell("what was missed is fetched later: \(error)", of: "fetching")
                    do { try await Task.sleep(for: wait) } catch { return }
                    wait = min(wait * 2, .seconds(60))
                } else {
                    let place = span.channel.map { "channel \($0)" } ?? "the audit log of \(span.guild)"
                    faults.tell("what was missed in \(place) cannot be fetched: \(error)", of: "fetching \(span.key)")
                    close(span, with: nil)
                }
            }
            await room(below: Self.mostFetched)
        }
        if fetched > 0 {
            setting.logger.notice("discord: \(fetched) messages and entries that were missed are fetched")
        }
    }

    /// Fetches one page.
    private func fetch(_ span: MissedSpan) async throws(DiscordFault) -> Int {
        let found: [JSONTree]
        if let channel = span.channel {
            found = try await setting.client.call(.messages(in: channel, after: span.after)).elements
        } else {
            found = try await setting.client.call(.auditLog(of: span.guild, after: span.after))["audit_log_entries"]
                .elements
        }
        let ordered = found.sorted { Snowflake.isLater($1["id"].id ?? "", than: $0["id"].id ?? "") }
        let ids = ordered.compactMap { $0["id"].id }
        if let channel = span.channel {
            append(translator.messages(ordered, guild: span.guild))
            noteLastMessage(in: channel, of: span.guild)
        } else {
            append(translator.entries(ordered, guild: span.guild, at: setting.now(), isFetched: true))
            if let last = ids.last { noteAudit(last, of: span.guild) }
        }
        close(span, with: span.rest(after: ids, isFull: found.count >= DiscordRequest.page))
        endBatch()
        return found.count
    }

    /// - Parameter rest: what is still to be fetched, unless more was lost meanwhile.
    private func close(_ span: MissedSpan, with rest: MissedSpan?) {
        guard spans[span.key] == span else {
            // Widened meanwhile: it stays as it is, and its first page comes twice.
            return
        }
        spans[span.key] = rest
        changed.spans[span.key] = .some(rest)
        if rest == nil, span.channel == nil { append(translator.fetched(entriesOf: span.guild)) }
        isChanged = true
    }
}
