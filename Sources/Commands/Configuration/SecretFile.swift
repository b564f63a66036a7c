import Foundation

/// A file that holds a secret, and who may read it.
struct SecretFile: Hashable {
    /// The setting that names it, or the file that does (``Setting/name``).
    var setting: String
    var path: String
    /// Whether an account of its group reads it too, as the homeserver does the registration.
    var isShared = false

    /// Whether somebody may read or change it who is not meant to. One that is not there is open to nobody.
    var isOpen: Bool {
        // What a link leads to counts, not the link.
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let mode = (try? FileManager.default.attributesOfItem(atPath: place))?[.posixPermissions] as? Int
        return (mode ?? 0) & (isShared ? 0o027 : 0o077) != 0
    }

    var sentence: String {
        "others may read \(path); close it: chmod \(isShared ? 640 : 600) \(path)"
    }
}

extension Serve {
    /// Every file with a secret that the settings name, also by way of a file that they name.
    func secretFiles() -> [SecretFile] {
        var files = [
            SecretFile(setting: "database.key-file", path: database.keyPath),
            SecretFile(setting: "database.path", path: database.path + ".ledger-key"),
            SecretFile(setting: "token-file", path: tokenPath),
        ]
        if let path = mail.mailPasswordFile { files.append(SecretFile(setting: "mail.password-file", path: path)) }
        if let path = hooks.eventSecretFile { files.append(SecretFile(setting: "event-secret-file", path: path)) }
        if let file = hooks.webhooks {
            files += WebhookFile.secretFiles(file).map { SecretFile(setting: "webhooks", path: $0) }
        }
        if let file = escalation.escalation {
            files += EscalationSetting.secretFiles(file).map { SecretFile(setting: "escalation.chain", path: $0) }
        }
        if let file = discord, let path = DiscordFile.tokenFile(file) {
            files.append(SecretFile(setting: "discord", path: path))
        }
        if let file = matrix { files += MatrixFile.secretFiles(file) }
        return files
    }
}
