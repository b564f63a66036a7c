import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import Rules
import SafetyModel

/// Questions to what is stored: a form, what was found, what was saved. For leads and guardians.
extension Console {
    /// How many rows the page shows, and an export holds.
    private static let pageRows = 50
    private static let exportRows = 10_000

    @Sendable func queryPage(_ visit: Visit) async throws -> Response {
        let reviewer = try inquirer(visit)
        let asked = AskedQuery(visit.query)
        if asked.isEmpty || visit.query["draft"] != nil {
            return try await queryPage(visit, reviewer, asked)
        }
        let query: Query
        do { query = try Query(asked.kind, asked.expression, top: asked.top) } catch {
            return try await queryPage(visit, reviewer, asked, problem: error)
        }
        let found = try await find(
            query, asked, rows: Self.pageRows, isExport: false, for: reviewer, at: visit.now)
        return try await queryPage(visit, reviewer, asked, found: found)
    }

    /// The rows as a file.
    @Sendable func exportQuery(_ visit: Visit) async throws -> Response {
        let reviewer = try inquirer(visit)
        guard let format = visit.parameters["format"].flatMap(QueryExport.init(rawValue:)) else {
            throw Refusal.notFound
        }
        let asked = AskedQuery(visit.query)
        let query: Query
        do { query = try Query(asked.kind, asked.expression, top: asked.top) } catch {
            return try await queryPage(visit, reviewer, asked, problem: error)
        }
        let found = try await find(
            query, asked, rows: Self.exportRows, isExport: true, for: reviewer, at: visit.now)
        var bytes = format.header(query.kind)
        for row in found.rows { bytes += format.line(row) }
        // A file has no place for a remark, so its name tells that it is not all.
        let isWhole = found.stop == nil && found.matched <= found.rows.count
        let name = "vigie-\(query.kind.rawValue)\(isWhole ? "" : "-partial").\(format.rawValue)"
        let type = format == .csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson"
        return Response(
            status: .ok,
            headers: [.contentType: type, .contentDisposition: "attachment; filename=\"\(name)\""],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    @Sendable func saveQuery(_ visit: Visit) async throws -> Response {
        let reviewer = try inquirer(visit)
        let asked = AskedQuery(visit.form)
        let back = "/query?draft=1&\(asked.fields)"
        guard !asked.isEmpty else { throw Refusal.badRequest }
        do {
            try await store.saveQuery(
                asked.text, name: (visit.form["name"] ?? "").trimmed, isShared: visit.form["shared"] == "1",
                by: reviewer, at: visit.now)
        } catch let error as SavedQueryError {
            throw Refusal.unprocessable(error.wordKey, back: back.utf8.count < 8_000 ? back : "/query")
        }
        return redirect(to: back + "&done=query_saved")
    }

    @Sendable func deleteQuery(_ visit: Visit) async throws -> Response {
        let reviewer = try inquirer(visit)
        try await store.deleteQuery(named: try visit.field("name", limit: SavedQuery.maximumName), by: reviewer)
        return redirect(to: "/query?done=query_deleted")
    }

    func inquirer(_ visit: Visit) throws(Refusal) -> Reviewer {
        let reviewer = try visit.signedIn()
        guard Visibility.allowsQueries(reviewer) else { throw .forbidden }
        return reviewer
    }

    // MARK: The page

    private func queryPage(
        _ visit: Visit, _ reviewer: Reviewer, _ asked: AskedQuery, problem: QueryProblem? = nil,
        found: QueryResult? = nil
    ) async throws -> Response {
        let words = visit.words
        let isTooLong =
            asked.expression.unicodeScalars.count > SavedQuery.maximumExpression
            || asked.top.unicodeScalars.count > SavedQuery.maximumExpression
        var model: Model = [
            "title": words["query_title"],
            "scope": words[Visibility.includesStaffCases(reviewer) ? "query_scope_guardian" : "query_scope_lead"],
            "q": isTooLong ? "" : asked.expression, "by": isTooLong ? "" : asked.top, "from": asked.from,
            "to": asked.to, "kind": asked.kind.rawValue, "span": asked.span.rawValue,
            "maximum": String(SavedQuery.maximumExpression),
            "kinds": QueryKind.allCases.map { kind -> Model in
                ["value": kind.rawValue, "label": words["query_kind_\(kind.rawValue)"], "checked": kind == asked.kind]
            },
            "spans": AskedQuery.Span.allCases.map { span -> Model in
                [
                    "value": span.rawValue, "label": words["query_span_\(span.rawValue)"],
                    "selected": span == asked.span,
                ]
            },
            "examples": exampleModels(words), "help": helpModels(words),
            "savable": !asked.isEmpty && problem == nil,
        ]
        let saved = try await store.savedQueries(for: reviewer)
        model["saved"] = saved.map { savedModel($0, for: reviewer, words) }
        model["any_saved"] = !saved.isEmpty
        if let problem { model["problem"] = problemModel(problem, words) }
        if let found { model["found"] = foundModel(found, asked, visit: visit) }
        return page("query", model, visit: visit, status: problem == nil ? .ok : .unprocessableContent)
    }

    private func problemModel(_ problem: QueryProblem, _ words: Words) -> Model {
        [
            "title": words["query_wrong_\(problem.part.rawValue)"], "rendered": visible(problem.rendered),
            "notes": problem.notes.map { words["query_note_\($0.rawValue)"] },
            "in_condition": problem.part == .condition, "in_top": problem.part == .top,
        ]
    }

    private func savedModel(_ saved: SavedQuery, for reviewer: Reviewer, _ words: Words) -> Model {
        let asked = AskedQuery(saved.query)
        let isOwn = saved.author == reviewer.id
        return [
            "name": visible(saved.name), "raw_name": saved.name, "href": "/query?\(asked.fields)",
            "expression": visible(shortened(saved.query.expression, to: 160)),
            "who": isOwn ? words["query_yours"] : visible(saved.authorName ?? "#\(saved.author)"),
            "shared": saved.isShared, "own": isOwn,
            "delete_label": words.say("query_delete_named", ["name": visible(saved.name)]),
        ]
    }

    /// Queries that run with one click.
    static let examples: [(key: String, query: AskedQuery)] = [
        ("gifts", AskedQuery(.events, "type == 'gift.offered'", top: "actor.id", span: .month)),
        (
            "urgent",
            AskedQuery(
                .events, "channel.kind == 'direct' && signals.exists(s, s.severity == 1)", top: "actor.id",
                span: .quarter)
        ),
        (
            "newcomers",
            AskedQuery(
                .events,
                "type == 'member.joined' && has(actor.created_at) && time - actor.created_at < duration('24h')",
                top: "event.name", span: .month)
        ),
        ("waiting", AskedQuery(.signals, "severity <= 2 && state != 'decided'", top: "policy", span: .quarter)),
    ]

    private func exampleModels(_ words: Words) -> [Model] {
        Self.examples.map { example in
            [
                "href": "/query?\(example.query.fields)", "label": words["query_example_\(example.key)"],
                "expression": example.query.expression,
            ]
        }
    }

    /// The fields by what they belong to, each group with a sentence.
    private func helpModels(_ words: Words) -> [Model] {
        QueryKind.allCases.map { kind in
            var groups: [(name: String, fields: [String])] = []
            for field in Query.fields(kind) {
                let name = String(field.prefix { $0 != "." && $0 != "[" })
                if groups.last?.name != name { groups.append((name, [])) }
                groups[groups.count - 1].fields.append(field)
            }
            return [
                "title": words["query_kind_\(kind.rawValue)"],
                "groups": groups.map { group -> Model in
                    [
                        "fields": group.fields.joined(separator: ", ").replacing("[].", with: "[…]."),
                        "text": words["query_field_\(kind.rawValue)_\(group.name)"],
                    ]
                },
            ]
        }
    }
}

extension SavedQueryError {
    fileprivate var wordKey: String {
        switch self {
        case .nameMissing: "problem_query_name"
        case .tooLong: "problem_query_long"
        case .tooMany: "problem_query_many"
        }
    }
}
