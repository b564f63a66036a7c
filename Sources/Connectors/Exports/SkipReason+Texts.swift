import SafetyModel

extension SkipReason {
    /// What happened. `{offset}`, `{count}` and `{detail}` stand for what the skipped input knows,
    /// `{one|many}` for the form that goes with the count.
    var message: LocalizedText { texts.message }
    /// What the person can do.
    var advice: LocalizedText { texts.advice }

    private typealias Texts = (message: LocalizedText, advice: LocalizedText)

    private var texts: Texts {
        switch self {
        case .missingPath, .unreadableFile, .notAFile, .symlinkLoop, .symlink, .noExportFound, .otherFiles,
            .tooManyFiles, .tooDeep, .changedWhileReading, .readError, .diskFull, .noTemporaryFile, .duplicateInput:
            fileTexts
        case .zipBroken, .zipTruncated, .zipBomb, .zipTooManyEntries, .zipUnsafeName, .zipSymlink, .zipEncrypted,
            .zipUnsupported, .zipOverlap, .zipChecksum, .zipNested:
            zipTexts
        case .emptyFile, .noMessages, .notUTF8, .utf16, .binaryFile, .compressedFile, .htmlExport, .csvExport,
            .textExport, .unknownJSON, .notJSON, .wrongFormat:
            formatTexts
        default: contentTexts
        }
    }

    private func say(_ en: String, _ fr: String, do enAdvice: String, _ frAdvice: String) -> Texts {
        (LocalizedText(fr: fr, en: en), LocalizedText(fr: frAdvice, en: enAdvice))
    }

    private var fileTexts: Texts {
        switch self {
        case .missingPath:
            say(
                "There is no such file or folder.", "Ce fichier ou ce dossier n'existe pas.",
                do: "Check the path; quote it if it holds spaces.",
                "Vérifiez le chemin ; mettez-le entre guillemets s'il contient des espaces.")
        case .unreadableFile:
            say(
                "The file may not be read ({detail}).", "La lecture du fichier est refusée ({detail}).",
                do: "Give your account the right to read it (chmod u+r FILE), or copy it to a folder of your own.",
                "Donnez à votre compte le droit de le lire (chmod u+r FICHIER) ou copiez-le dans un de vos dossiers.")
        case .notAFile:
            say(
                "It is neither a file nor a folder ({detail}).", "Ce n'est ni un fichier ni un dossier ({detail}).",
                do: "Save the export to a file first.", "Enregistrez d'abord l'export dans un fichier.")
        case .symlinkLoop:
            say(
                "The symbolic links lead in a circle.", "Les liens symboliques tournent en rond.",
                do: "Give the path of the file itself.", "Donnez le chemin du fichier lui-même.")
        case .symlink:
            say(
                "{count} symbolic {link|links} inside the folder {was|were} left alone.",
                "{count} {lien symbolique|liens symboliques} du dossier {n'a pas été suivi|n'ont pas été suivis}.",
                do: "Give the path of what they point to if it belongs to the export.",
                "Donnez le chemin de ce qu'ils désignent si cela fait partie de l'export.")
        case .noExportFound:
            say(
                "No chat export was found in this folder or archive.",
                "Aucun export de conversation n'a été trouvé dans ce dossier ou cette archive.",
                do: "Give the folder that holds the .json files of the export.",
                "Donnez le dossier qui contient les fichiers .json de l'export.")
        case .otherFiles:
            say(
                "{count} {file that holds|files that hold} no messages (images, settings and the like) "
                    + "{was|were} left alone.",
                "{count} {fichier|fichiers} sans messages (images, réglages, etc.) {a été laissé|ont été "
                    + "laissés} de côté.",
                do: "Nothing needs to be done.", "Il n'y a rien à faire.")
        case .tooManyFiles:
            say(
                "The folder holds too many files; what came after the first {count} was not looked at.",
                "Le dossier contient trop de fichiers ; au-delà des {count} premiers, rien n'a été lu.",
                do: "Scan its sub-folders one by one.", "Analysez ses sous-dossiers un par un.")
        case .tooDeep:
            say(
                "Folders lie too deep in each other here.", "Les dossiers sont imbriqués trop profondément ici.",
                do: "Give this folder as a path of its own.", "Donnez ce dossier comme chemin à part.")
        case .changedWhileReading:
            say(
                "The file changed while it was being read; part of it may be missing.",
                "Le fichier a changé pendant la lecture ; une partie peut manquer.",
                do: "Wait until the export is finished, or work on a copy, and scan again.",
                "Attendez la fin de l'export, ou travaillez sur une copie, puis recommencez.")
        case .readError:
            say(
                "The disk gave an error near byte {offset} ({detail}).",
                "Le disque a rendu une erreur près de l'octet {offset} ({detail}).",
                do: "Copy the file to another disk and scan the copy.",
                "Copiez le fichier sur un autre disque et analysez la copie.")
        case .diskFull:
            say(
                "There is no room left on the disk for unpacking this archive.",
                "Il n'y a plus de place sur le disque pour décompresser cette archive.",
                do: "Free some space, or set TMPDIR to a folder on a larger disk, and scan again.",
                "Libérez de la place, ou indiquez dans TMPDIR un dossier d'un disque plus grand, puis recommencez.")
        case .noTemporaryFile:
            say(
                "No temporary file could be made for unpacking this archive ({detail}).",
                "Aucun fichier temporaire n'a pu être créé pour décompresser cette archive ({detail}).",
                do: "Set TMPDIR to a folder that you may write to, or unzip the archive yourself.",
                "Indiquez dans TMPDIR un dossier où vous pouvez écrire, ou décompressez l'archive vous-même.")
        default:
            say(
                "It is the same file as {detail}, byte for byte; it was read once.",
                "C'est le même fichier que {detail}, octet pour octet ; il a été lu une seule fois.",
                do: "Nothing needs to be done.", "Il n'y a rien à faire.")
        }
    }

    private var formatTexts: Texts {
        switch self {
        case .emptyFile:
            say(
                "The file is empty.", "Le fichier est vide.",
                do: "Export again: the export was probably interrupted at once.",
                "Refaites l'export : il a sans doute été interrompu dès le début.")
        case .noMessages:
            say(
                "The export holds no messages.", "L'export ne contient aucun message.",
                do: "Check the channel and the dates that were chosen for the export.",
                "Vérifiez le salon et les dates choisis pour l'export.")
        case .notUTF8:
            say(
                "The text is not UTF-8 (first at byte {offset}); {count} {message|messages} could not be read.",
                "Le texte n'est pas en UTF-8 (d'abord à l'octet {offset}) ; {count} {message n'a pas pu être "
                    + "lu|messages n'ont pas pu être lus}.",
                do: "Convert a copy to UTF-8 (iconv -f ISO-8859-1 -t UTF-8 FILE > COPY.json) and scan that.",
                "Convertissez une copie en UTF-8 (iconv -f ISO-8859-1 -t UTF-8 FICHIER > COPIE.json), puis analysez-la."
            )
        case .utf16:
            say(
                "The file is written in {detail}, not in UTF-8.", "Le fichier est écrit en {detail}, pas en UTF-8.",
                do: "Convert a copy to UTF-8 (iconv -f UTF-16 -t UTF-8 FILE > COPY.json) and scan that.",
                "Convertissez une copie en UTF-8 (iconv -f UTF-16 -t UTF-8 FICHIER > COPIE.json), puis analysez-la.")
        case .binaryFile:
            say(
                "It is not a chat export but a {detail}.", "Ce n'est pas un export de conversation ({detail}).",
                do: "Give the .json file of the export; Vigie does not look at images or recordings.",
                "Donnez le fichier .json de l'export ; Vigie ne regarde ni images ni enregistrements.")
        case .compressedFile:
            say(
                "It is an archive of a kind that Vigie does not open ({detail}).",
                "C'est une archive d'un type que Vigie n'ouvre pas ({detail}).",
                do: "Unpack it and give the folder, or pack it again as .zip.",
                "Décompressez-la et donnez le dossier, ou refaites-en un .zip.")
        case .htmlExport:
            say(
                "It is an HTML export, made for reading on screen.",
                "C'est un export HTML, fait pour la lecture à l'écran.",
                do:
                    "Export again with DiscordChatExporter's format JSON: --format Json (in its window: Format → "
                    + "JSON).",
                "Refaites l'export avec le format JSON de DiscordChatExporter : --format Json (dans sa fenêtre : "
                    + "Format → JSON)."
            )
        case .csvExport:
            say(
                "It is a CSV export, which leaves out who answers whom.",
                "C'est un export CSV, qui ne dit pas qui répond à qui.",
                do: "Export again with DiscordChatExporter's format JSON: --format Json.",
                "Refaites l'export avec le format JSON de DiscordChatExporter : --format Json.")
        case .textExport:
            say(
                "It is a plain text export, which leaves out who people are.",
                "C'est un export en texte brut, qui ne dit pas qui sont les personnes.",
                do: "Export again with DiscordChatExporter's format JSON: --format Json.",
                "Refaites l'export avec le format JSON de DiscordChatExporter : --format Json.")
        case .unknownJSON:
            say(
                "It is JSON, but no chat export that Vigie knows.",
                "C'est du JSON, mais pas un export que Vigie connaît.",
                do: "Give a DiscordChatExporter JSON, a Discord data package, Element's JSON export or Vigie events; "
                    + "or say which it is with --format.",
                "Donnez un JSON de DiscordChatExporter, un paquet de données Discord, un export JSON d'Element ou des "
                    + "événements Vigie ; ou précisez-le avec --format.")
        case .notJSON:
            say(
                "It is no chat export: the text is not JSON.", "Ce n'est pas un export : le texte n'est pas du JSON.",
                do: "Give the .json, .ndjson or .zip file of the export.",
                "Donnez le fichier .json, .ndjson ou .zip de l'export.")
        default:
            say(
                "It does not have the format that was asked for ({detail}).",
                "Il n'a pas le format demandé ({detail}).",
                do: "Leave --format out: Vigie tells formats apart by itself.",
                "Retirez --format : Vigie reconnaît les formats toute seule.")
        }
    }

    private var contentTexts: Texts {
        switch self {
        case .truncated:
            say(
                "The file ends in the middle (at byte {offset}); what stands before it was read ({count} "
                    + "{message|messages}).",
                "Le fichier s'arrête au milieu (à l'octet {offset}) ; ce qui précède a été lu ({count} "
                    + "{message|messages}).",
                do: "Export or copy it again: the end is missing.", "Refaites l'export ou la copie : la fin manque.")
        case .brokenJSON:
            say(
                "The file is damaged at byte {offset}; what stands before it was read ({count} {message|messages}).",
                "Le fichier est abîmé à l'octet {offset} ; ce qui précède a été lu ({count} {message|messages}).",
                do: "Export again; don't edit exports by hand.",
                "Refaites l'export ; ne modifiez pas les exports à la main.")
        case .messagesUnreadable:
            say(
                "{count} {message|messages} could not be read ({at|the first at} byte {offset}); all others were.",
                "{count} {message n'a pas pu être lu|messages n'ont pas pu être lus} ({à|le premier à} l'octet "
                    + "{offset}) ; tous les autres l'ont été.",
                do: "Export again if these messages matter.", "Refaites l'export si ces messages comptent.")
        case .messageTooLarge:
            say(
                "{count} {message is|messages are} too large ({at|the first at} byte {offset}) and {was|were} "
                    + "left out.",
                "{count} {message trop volumineux a été écarté|messages trop volumineux ont été écartés} "
                    + "({à|le premier à} l'octet {offset}).",
                do: "Look at that place in the file: a real message is far smaller.",
                "Regardez cet endroit du fichier : un vrai message est bien plus petit.")
        case .linesUnreadable:
            say(
                "{count} {line is no event|lines are no events} ({at|the first at} byte {offset}: {detail}); "
                    + "all others were read.",
                "{count} {ligne n'est pas un événement|lignes ne sont pas des événements} ({à|la première à} "
                    + "l'octet {offset} : {detail}) ; les "
                    + "autres ont été lues.",
                do: "Correct these lines, or make the file again.", "Corrigez ces lignes ou refaites le fichier.")
        case .lineTooLong:
            say(
                "{count} {line is|lines are} longer than an event may be ({at|the first at} byte {offset}) and "
                    + "{was|were} left out.",
                "{count} {ligne trop longue pour un événement a été écartée|lignes trop longues pour un "
                    + "événement ont été écartées} ({à|la première à} l'octet "
                    + "{offset}).",
                do: "Write one event a line.", "Écrivez un événement par ligne.")
        default:
            say(
                "The file says that it holds {detail} messages, and {count} {was|were} found.",
                "Le fichier annonce {detail} messages ; {count} {a été trouvé|ont été trouvés}.",
                do: "Export again: some messages may have been taken out or lost.",
                "Refaites l'export : des messages ont pu être retirés ou perdus.")
        }
    }

    private var zipTexts: Texts {
        switch self {
        case .zipBroken:
            say(
                "The zip archive is damaged ({detail}).", "L'archive zip est abîmée ({detail}).",
                do: "Download or copy it again.", "Téléchargez-la ou copiez-la de nouveau.")
        case .zipTruncated:
            say(
                "The zip archive ends too early: its list of contents is missing.",
                "L'archive zip s'arrête trop tôt : sa liste de contenu manque.",
                do: "Download or copy it again; the transfer was probably cut.",
                "Téléchargez-la ou copiez-la de nouveau ; le transfert a sans doute été coupé.")
        case .zipBomb:
            say(
                "The archive would unpack to far more than its size suggests, as a zip bomb does ({detail}).",
                "L'archive se décompresserait en bien plus que sa taille ne le laisse attendre, comme une bombe "
                    + "zip ({detail}).",
                do: "Don't trust it. If it is a real export, unpack it yourself and give the folder.",
                "Ne lui faites pas confiance. Si c'est un vrai export, décompressez-le vous-même et donnez le dossier.")
        case .zipTooManyEntries:
            say(
                "The archive holds too many files ({detail}).", "L'archive contient trop de fichiers ({detail}).",
                do: "Unpack it and give the folder of the export.", "Décompressez-la et donnez le dossier de l'export.")
        case .zipUnsafeName:
            say(
                "A file name in the archive leads outside of it; that file was refused.",
                "Un nom de fichier de l'archive mène hors d'elle ; ce fichier a été refusé.",
                do: "Ask where the archive comes from: ordinary programs don't make such names.",
                "Demandez d'où vient l'archive : les programmes ordinaires ne font pas de tels noms.")
        case .zipSymlink:
            say(
                "An entry of the archive is a symbolic link; it was refused.",
                "Une entrée de l'archive est un lien symbolique ; elle a été refusée.",
                do: "Pack the file itself instead of the link.", "Mettez dans l'archive le fichier plutôt que le lien.")
        case .zipEncrypted:
            say(
                "The file is locked with a password.", "Le fichier est protégé par un mot de passe.",
                do: "Unpack the archive with its password and give the folder.",
                "Décompressez l'archive avec son mot de passe et donnez le dossier.")
        case .zipUnsupported:
            say(
                "The file is compressed in a way that Vigie does not know ({detail}).",
                "Le fichier est compressé d'une façon que Vigie ne connaît pas ({detail}).",
                do: "Unpack the archive and give the folder.", "Décompressez l'archive et donnez le dossier.")
        case .zipOverlap:
            say(
                "Files overlap inside the archive, as in a zip bomb; they were refused.",
                "Des fichiers se chevauchent dans l'archive, comme dans une bombe zip ; ils ont été refusés.",
                do: "Don't trust it; get the export again from where it was made.",
                "Ne lui faites pas confiance ; reprenez l'export à sa source.")
        case .zipChecksum:
            say(
                "The file does not match its check sum inside the archive; it was not used.",
                "Le fichier ne correspond pas à sa somme de contrôle dans l'archive ; il n'a pas été utilisé.",
                do: "Download or copy the archive again.", "Téléchargez ou copiez l'archive de nouveau.")
        default:
            say(
                "An archive inside the archive was not opened.", "Une archive dans l'archive n'a pas été ouverte.",
                do: "Unpack it and give it as a path of its own.", "Décompressez-la et donnez-la comme chemin à part.")
        }
    }
}
