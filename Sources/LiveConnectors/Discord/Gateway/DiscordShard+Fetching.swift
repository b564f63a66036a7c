import Connectors
import SafetyModel

/// What the gateway did not tell is fetched, from the last message of each channel on. A log that has a message
/// already keeps one of it.
extension DiscordShard {
    func add(_ missed: [MissedSpan]) {
        guard !missed.isEmpty else { return }
        for span in spans.add(missed) { changed.spans[span.key] = .some(span) }
        isChanged = true
        fetching.continuation.yield()
    }

    /// How many pages are asked for at a time: each place has a limit of its own, and one that is slow holds up no other.
    private static let mostAtOnce = 4
    /// How often is told how far one is.
    private static let tellingInterval = Duration.seconds(30)

    func fetchAll() async {
        guard !spans.isEmpty else { return }
        fetchedCount = 0
        toldOfFetching = nil
        await withTaskGroup(of: Void.self) { group in
            var underWay = 0
            while !Task.isCancelled {
                while underWay < Self.mostAtOnce, let span = spans.take() {
                    group.addTask { await self.fetchPage(of: span) }
                    underWay += 1
                }
                guard underWay > 0 else { return }
                tellOfFetching()
                await group.next()
                underWay -= 1
            }
        }
        if fetchedCount > 0, spans.isEmpty {
            setting.logger.notice("discord: \(fetchedCount) messages and entries that were missed are fetched")
        }
    }

    /// Says once in a while what is still to be fetched, where it takes long.
    private func tellOfFetching() {
        let moment = setting.now()
        guard let last = toldOfFetching else { return toldOfFetching = moment }
        guard moment.since(last) >= Self.tellingInterval else { return }
        toldOfFetching = moment
        let logs = spans.auditLogs.isEmpty ? "" : ", the audit log of \(spans.auditLogs.joined(separator: ", "))"
        setting.logger.notice(
            "discord: what was missed is still being fetched: \(spans.channels) channels\(logs); \(fetchedCount) messages and entries so far"
        )
    }

    private func fetchPage(of span: MissedSpan) async {
        do throws(DiscordFault) {
            fetchedCount += try await fetch(span)
            setbacks[span.key] = nil
            if setbacks.isEmpty { faults.tell(nil, of: "fetching") }
        } catch {
            guard !Task.isCancelled else { return _ = spans.finish(span, rest: span) }
            if error.isPassing || error == .tokenRefused {
                faults.tell("what was missed is fetched later: \(error)", of: "fetching")
                let setback = setbacks[span.key, default: 0]
                setbacks[span.key] = setback + 1
                try? await Task.sleep(for: .seconds(min(60, 1 << min(setback, 6))))
                _ = spans.finish(span, rest: span)
            } else {
                let place = span.channel.map { "channel \($0)" } ?? "the audit log of \(span.guild)"
                faults.tell("what was missed in \(place) cannot be fetched: \(error)", of: "fetching \(span.key)")
                setbacks[span.key] = nil
                close(span, with: nil)
            }
        }
        await room(below: Self.mostFetched)
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
        guard spans.finish(span, rest: rest) else { return }
        changed.spans[span.key] = .some(rest)
        if rest == nil, span.channel == nil { append(translator.fetched(entriesOf: span.guild)) }
        isChanged = true
    }
}
