public import SafetyModel

/// A figure that an evaluation reports: its name in JSON, in words, and what it means.
public enum Measure: String, Sendable, Hashable, CaseIterable {
    case macroF1 = "macro_f1"
    case auc
    case rocAUC = "roc_auc"
    case prAUC = "pr_auc"
    case precision
    case recall
    case f1
    case f05
    case accuracy
    case falseAlarmRate = "false_alarm_rate"
    case falseAlarmsPer10000 = "false_alarms_per_10000"
    case ece
    case brier
    case erde5
    case erde20
    case erde50
    case latencyF1 = "f_latency"
    case speed
    case k50
    case shareBeforeHalf = "alarm_share_before_half"
    case alarmPrecision = "alarm_precision"
    case alarmRecall = "alarm_recall"

    /// Whether less of it is better.
    public var isLowerBetter: Bool {
        switch self {
        case .falseAlarmRate, .falseAlarmsPer10000, .ece, .brier, .erde5, .erde20, .erde50: true
        default: false
        }
    }

    /// How many decimals people want to see.
    var places: Int {
        switch self {
        case .falseAlarmsPer10000, .k50: 1
        default: 3
        }
    }

    /// Its name in words.
    public var title: LocalizedText {
        switch self {
        case .macroF1: .init(fr: "Macro-F1", en: "Macro-F1")
        case .auc, .rocAUC: .init(fr: "Aire sous la courbe ROC", en: "ROC-AUC")
        case .prAUC: .init(fr: "Précision moyenne (PR-AUC)", en: "PR-AUC (average precision)")
        case .precision: .init(fr: "Précision", en: "Precision")
        case .recall: .init(fr: "Rappel", en: "Recall")
        case .f1: .init(fr: "F1", en: "F1")
        case .f05: .init(fr: "F0,5", en: "F0.5")
        case .accuracy: .init(fr: "Exactitude", en: "Accuracy")
        case .falseAlarmRate: .init(fr: "Taux de fausses alertes", en: "False-alarm rate")
        case .falseAlarmsPer10000: .init(fr: "Fausses alertes pour 10 000", en: "False alarms per 10,000")
        case .ece: .init(fr: "Erreur de calibration", en: "Calibration error")
        case .brier: .init(fr: "Score de Brier", en: "Brier score")
        case .erde5: .init(fr: "ERDE 5", en: "ERDE 5")
        case .erde20: .init(fr: "ERDE 20", en: "ERDE 20")
        case .erde50: .init(fr: "ERDE 50", en: "ERDE 50")
        case .latencyF1: .init(fr: "F-latence", en: "F-latency")
        case .speed: .init(fr: "Rapidité", en: "Speed")
        case .k50: .init(fr: "k50 (messages)", en: "k50 (messages)")
        case .shareBeforeHalf: .init(fr: "Alertes avant la moitié", en: "Alarms before half")
        case .alarmPrecision: .init(fr: "Précision des alertes", en: "Precision of alarms")
        case .alarmRecall: .init(fr: "Rappel des alertes", en: "Recall of alarms")
        }
    }

    /// What it means, in a sentence.
    public var meaning: LocalizedText {
        switch self {
        case .macroF1:
            .init(
                fr: "La moyenne du F1 des cas positifs et de celui des négatifs, au seuil indiqué.",
                en: "The mean of F1 for positives and F1 for negatives, at the threshold given.")
        case .auc, .rocAUC:
            .init(
                fr: "La probabilité qu'un cas positif reçoive un score plus haut qu'un négatif ; 0,5 est le hasard.",
                en: "How often a positive is scored above a negative; 0.5 is chance.")
        case .prAUC:
            .init(
                fr: "La précision moyenne quand on descend la liste ; le hasard donne la part des positifs.",
                en: "Precision on average while going down the list; chance gives the share of positives.")
        case .precision:
            .init(
                fr: "Parmi ce qui est signalé, la part qui devait l'être.",
                en: "Of what is flagged, the share that should be.")
        case .recall:
            .init(
                fr: "Parmi ce qui devait être signalé, la part qui l'est.",
                en: "Of what should be flagged, the share that is.")
        case .f1:
            .init(
                fr: "La moyenne harmonique de la précision et du rappel.",
                en: "The harmonic mean of precision and recall.")
        case .f05:
            .init(
                fr: "Comme F1, mais la précision compte deux fois plus que le rappel.",
                en: "As F1, with precision weighing twice as much as recall.")
        case .accuracy: .init(fr: "La part des cas bien jugés.", en: "The share of cases judged rightly.")
        case .falseAlarmRate:
            .init(
                fr: "Parmi les négatifs, la part signalée à tort.", en: "Of the negatives, the share flagged wrongly.")
        case .falseAlarmsPer10000:
            .init(fr: "Négatifs signalés à tort, sur 10 000.", en: "Negatives flagged wrongly, of each 10,000.")
        default: laterMeaning
        }
    }

    private var laterMeaning: LocalizedText {
        switch self {
        case .ece:
            .init(
                fr:
                    "L'écart moyen entre le score et la part réelle de positifs ; 0 si un score de 0,8 veut dire 8 sur 10.",
                en: "How far scores and true shares lie apart on average; 0 where a score of 0.8 means 8 in 10.")
        case .brier:
            .init(
                fr: "L'écart quadratique moyen entre score et étiquette.",
                en: "The mean squared distance of score and label.")
        case .erde5, .erde20, .erde50:
            .init(
                fr: "Erreur de détection précoce (Losada et Crestani 2016) : une alerte a perdu la moitié de sa valeur "
                    + "après autant de messages.",
                en:
                    "Early risk detection error (Losada and Crestani 2016): after so many messages an alarm has lost half "
                    + "its worth.")
        case .latencyF1:
            .init(
                fr: "F1 multiplié par la rapidité (Sadeque et al. 2018).",
                en: "F1 times speed (Sadeque et al. 2018).")
        case .speed:
            .init(
                fr: "1 si les alertes viennent au premier message, 0,5 si elles viennent après k50 messages.",
                en: "1 where alarms come at the first message, 0.5 where they come after k50 messages.")
        case .k50:
            .init(
                fr: "La longueur médiane des conversations positives : la mesure de la rapidité.",
                en: "The median length of positive conversations: what speed is measured against.")
        case .alarmPrecision:
            .init(
                fr: "Parmi les conversations qui ont levé une alerte à un moment, la part qui devait en lever une.",
                en: "Of the conversations that raised an alarm at some moment, the share that should.")
        case .alarmRecall:
            .init(
                fr: "Parmi celles qui devaient lever une alerte, la part qui l'a fait à un moment.",
                en: "Of those that should raise an alarm, the share that did at some moment.")
        default:
            .init(
                fr: "La part des bonnes alertes venues avant la moitié de la conversation.",
                en: "The share of right alarms that came before half of the conversation.")
        }
    }
}

/// A measure and its value; `nil` where it does not exist, as precision where nothing was flagged.
public struct Measured: Sendable, Hashable {
    public var measure: Measure
    public var value: Double?

    public init(_ measure: Measure, _ value: Double?) {
        self.measure = measure
        self.value = value
    }
}
