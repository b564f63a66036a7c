import Evaluation
import Foundation

/// The JSON of an earlier evaluation, read to hold another against it.
enum SavedFile {
    /// - Throws: ``CommandFailure`` for a file that is none.
    static func read(_ path: String) throws(CommandFailure) -> SavedEvaluation {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .input("cannot read \(path): is the path right, and may you read it?")
        }
        do throws(SavedEvaluationError) {
            return try SavedEvaluation(json: Array(data))
        } catch {
            throw .input("cannot compare with \(path): \(error)")
        }
    }

    static func compare(
        _ evaluation: MessageEvaluation, _ other: SavedEvaluation, name: String
    ) throws(CommandFailure) -> EvaluationComparison {
        do throws(SavedEvaluationError) {
            return try EvaluationComparison(evaluation, against: other, name: name)
        } catch {
            throw .input("cannot compare with \(name): \(error)")
        }
    }

    static func compare(
        _ evaluation: ConversationEvaluation, _ other: SavedEvaluation, name: String
    ) throws(CommandFailure) -> EvaluationComparison {
        do throws(SavedEvaluationError) {
            return try EvaluationComparison(evaluation, against: other, name: name)
        } catch {
            throw .input("cannot compare with \(name): \(error)")
        }
    }
}
