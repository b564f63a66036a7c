import Measuring
import SafetyModel
import TextAnalysis

// How many short messages a second the shipped models score on one core: one output, the sixteen of the model of acts, one
// output with its cues, and the whole reading of a text as the watch does it.

/// Invented chat of about 25 bytes a message.
let openings = ["ok", "hey", "salut", "yo", "well", "bon", "so", "alors", "lol", "mdr"]
let middles = ["see you", "on se voit", "i like", "j'aime bien", "where is", "t'as vu", "who wants", "c'est"]
let ends = ["tomorrow", "demain", "the new map", "la musique", "at school", "au collège", "later", "ce soir"]
let texts = (0..<4096).map { number in
    "\(openings[number % 10]) \(middles[number / 10 % 8]) \(ends[number / 80 % 8])"
}
let bytes = texts.reduce(0) { $0 + $1.utf8.count } / texts.count

let cues = CueMatcher(packs: try ShippedCues.packs(Set(Language.allCases)))
let acts = try ShippedModels.acts()
print("messages of \(bytes) bytes, one core")

for policy in ShippedModels.policies.prefix(1) {
    guard let shipped = try ShippedModels.classifier(policy: policy, cues: cues) else { continue }
    let bare = TextClassifier(model: shipped.model, cues: nil)
    measure("one output", units: texts.count) { score(bare) }
    measure("one output, with cues", units: texts.count) { score(shipped) }
}
let sixteen = TextClassifier(model: acts, cues: nil)
measure("sixteen outputs", units: texts.count) { score(sixteen) }
let reader = TextReader(cues: cues, acts: acts)
measure("a whole reading", units: texts.count) { texts.reduce(0) { $0 &+ reader.read($1).wordCount } }

/// Scores every text; the sum keeps the compiler from leaving the work out.
func score(_ classifier: TextClassifier) -> Int {
    texts.reduce(0) { $0 &+ Int(classifier.probability(of: $1, output: 0) * 1000) }
}
