import Dossier
import Ledger
import SafetyModel

extension ExportPackage {
    /// Where receipts lie in a package.
    static let receiptFolder = "receipts"

    /// The evidence that receipts are of, as the chain of custody tells it.
    static func kept(in receipts: [Receipt]) -> [EscalationCase.KeptEvidence] {
        receipts.compactMap { receipt -> EscalationCase.KeptEvidence? in
            guard let entry = Entry(receipt.entry), entry.kind == .evidence else { return nil }
            return .init(at: entry.time, receipt: name(of: entry))
        }
    }

    private static func name(of entry: Entry) -> String { "\(receiptFolder)/\(entry.kind)-\(entry.number).json" }

    /// Adds the receipts of what the case rests on, `receipts/evidence-17.json`, and a note on how to check them. The
    /// ledger's key is not among them: from the same hands it would prove nothing.
    mutating func add(_ receipts: [Receipt]) {
        for receipt in receipts {
            guard let entry = Entry(receipt.entry) else { continue }
            files.append((Self.name(of: entry), receipt.json))
        }
        files.append(("\(Self.receiptFolder)/README.txt", Array(Self.howToCheck.utf8)))
    }

    private static let howToCheck = """
        Receipts of the ledger, one for each report, piece of evidence and decision that this case rests on. Each proves,
        offline and for ever, that the entry was made before its checkpoint was signed. Take the ledger's public key from
        another source than this folder, then:

            vigie ledger verify receipts/*.json --key KEY
            python3 verify-receipt.py receipts/evidence-17.json KEY     (docs/verify-receipt.py of Vigie)

        A receipt of evidence brings the text. Those of reports and decisions bring nothing but the proof.

        Reçus du registre, un pour chaque signalement, chaque preuve et chaque décision sur lesquels repose ce dossier.
        Chacun prouve, hors ligne et pour toujours, que l’inscription fut faite avant la signature de son point de
        contrôle. Prenez la clé publique du registre ailleurs que dans ce dossier, puis lancez les commandes ci-dessus.
        Le reçu d’une preuve en apporte le texte. Ceux des signalements et des décisions n’apportent que la preuve
        d’inscription.

        """
}
