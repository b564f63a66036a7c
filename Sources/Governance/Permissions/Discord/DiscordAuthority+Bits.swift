import SafetyModel

extension DiscordAuthority {
    /// Notes permissions that have no name, and overwrites about what no channel knows. Neither is computed with.
    static func checkBits(_ snapshot: CommunitySnapshot, _ problems: inout SnapshotProblems) {
        let unnamed = ~DiscordPermissions.all.rawValue
        for role in snapshot.roles where role.permissions & unnamed != 0 {
            problems.note(.unnamedPermissions, at: "role \(role.id)")
        }
        for channel in snapshot.channels {
            for overwrite in channel.overwrites {
                let bits = overwrite.allow | overwrite.deny
                let place = { "channel \(channel.id), overwrite \(overwrite.id)" }
                if bits & unnamed != 0 { problems.note(.unnamedPermissions, at: place()) }
                if bits & ~unnamed & ~DiscordPermissions.ofChannels.rawValue != 0 {
                    problems.note(.overwriteBeyondChannels, at: place())
                }
            }
        }
    }
}
