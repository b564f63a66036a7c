import Expression
import Testing

/// What the official suite asks of the language, in our own words and beyond.
@Suite struct LanguageTests {
    @Test(arguments: [
        // Numbers of different types stand on one line.
        "dyn(1) == 1u && dyn(1) == 1.0 && dyn(2u) > 1 && dyn(1) < 1.5", "!(double('NaN') == double('NaN'))",
        "dyn(1) != 'a'", "{1: 'a'}[dyn(1.0)] == 'a'", "dyn(3.0) in [1, 2, 3]",
        // Texts are code points, not characters.
        "'e\\u0301' != '\\u00e9'", "size('e\\u0301') == 2", "'e\\u0301'.charAt(0) == 'e'",
        "'ab'.contains('') && ''.contains('')", "'a' < 'b' && b'a' < b'aa'",
        // Time.
        "timestamp('2009-02-13T23:31:30Z').getHours('-02:30') == 21",
        "timestamp('2024-03-31T01:00:00Z').getHours('Europe/Paris') == 3",
        "timestamp('2050-07-01T00:00:00Z').getHours('Europe/Paris') == 2",
        "timestamp('1890-01-01T00:00:00Z').getFullYear('America/New_York') == 1889",
        "timestamp('2024-02-29T12:00:00Z').getDayOfYear() == 59",
        "timestamp('2024-02-29T12:00:00Z').getDayOfWeek() == 4",
        "timestamp('2024-02-29T12:00:00.5+01:00') - timestamp('2024-02-29T11:00:00Z') == duration('500ms')",
        "string(duration('-1m0.5s')) == '-60.5s'", "duration('1h30m').getMinutes() == 90",
        // Macros.
        "[1, 2, 3].exists(i, v, i == 1 && v == 2)", "[1, 2].transformList(i, v, i + v) == [1, 3]",
        "{'a': 1}.transformMap(k, v, k == 'a', v + 1) == {'a': 2}",
        "{'a': 1}.transformMapEntry(k, v, {string(v): k}) == {'1': 'a'}",
        "cel.bind(x, 1 / 0, true)", "cel.block([2, cel.index(0) * 3], cel.index(1)) == 6",
        "[1, 2].map(x, x > 1, x * x) == [4]", "['a', 'b'].exists(x, [1, 2].all(y, y > 0) && x == 'b')",
        // Optional values.
        "{'a': 1}.?b.orValue(2) == 2", "[1][?3].or(optional.of(4)).value() == 4",
        "{?'a': optional.none(), ?'b': optional.of(1)} == {'b': 1}", "[?optional.none(), 1] == [1]",
        "optional.of(2).optMap(x, x * 2) == optional.of(4)", "!optional.ofNonZeroValue('').hasValue()",
        "optional.of({'a': {'b': 1}}).a.b == optional.of(1)", "optional.of(1).orValue(1 / 0) == 1",
        // Extensions.
        "math.greatest(1, 2u, 2.5) == 2.5", "math.bitShiftRight(-1, 63) == 1", "math.round(-0.5) == -1.0",
        "sets.equivalent([1, 1], [1])", "[3, 1, 2].sort() == [1, 2, 3]", "[[1], [2]].flatten() == [1, 2]",
        "'a,b,c'.split(',', 2) == ['a', 'b,c']", "'aaa'.replace('a', 'b', 2) == 'bba'",
        "'%.2f|%e|%x|%s'.format([2.005, 0.0, 255, [1, 'a']]) == '2.00|0.000000e+00|ff|[1, a]'",
        "base64.decode(base64.encode(b'\\xff\\x00')) == b'\\xff\\x00'",
        "cidr('10.0.0.0/8').containsIP('10.9.8.7') && !cidr('10.0.0.0/8').containsIP('11.0.0.0')",
        "string(ip('2001:0DB8::0:1')) == '2001:db8::1'", "!isIP('::ffff:1.2.3.4') && !isIP('01.2.3.4')",
        "google.protobuf.Int64Value{value: 3} == 3", "{'a b': 1}.`a b` == 1",
        // Errors are absorbed where they do not matter.
        "1 / 0 > 1 || true", "!(false && 1 / 0 > 1)", "[0, 1].exists(x, 1 / x == 1)", "true ? true : 1 / 0 > 1",
    ])
    func thisIsTrue(text: String) throws {
        #expect(try value(of: text) == .bool(true))
    }

    @Test(arguments: [
        "9223372036854775807 + 1", "-(-9223372036854775808)", "1 / 0", "1 % 0", "0u - 1u", "[1][1]", "{'a': 1}['b']",
        "{'a': 1, 'a': 2}", "{1: 1, 1u: 2}", "int('x')", "uint(-1)", "int(1e30)", "optional.none().value()",
        "timestamp('2023-02-29T00:00:00Z')", "duration('1d')", "'abc'.substring(2, 1)", "string(b'\\xff')",
        "timestamp('9999-12-31T23:59:59Z') + duration('1s')", "[1, 0].all(x, 1 / x > 0)", "missing", "missing(1)",
        "'a' + 1", "true && 'a'", "math.greatest([])", "ip('1.2.3')", "timestamp(0).getHours('Mars/Olympus')",
        "{'b': 1}.a.c", "lists.range(-1)", "'%d'.format(['a'])",
    ])
    func thisFails(text: String) throws {
        #expect(try failure(of: text) != nil)
    }

    @Test(arguments: [
        ("[1, 2]", "list(int)"), ("[1, 'a']", "list(dyn)"), ("[]", "list(dyn)"), ("[[], [1]]", "list(list(int))"),
        ("{'a': [1u]}", "map(string, list(uint))"), ("[1].map(x, string(x))", "list(string)"), ("type(1)", "type(int)"),
        ("optional.of(1).orValue(2)", "int"), ("{'a': 1}.?a", "optional_type(int)"),
        ("[1, 2].filter(x, x > 1)", "list(int)"),
        ("true ? [] : [1]", "list(int)"), ("[type(1), string]", "list(type(dyn))"), ("dyn(1) + 1", "int"),
        ("dyn(1) + dyn(1)", "dyn"),
        ("optional.none()", "optional_type(dyn)"), ("[1, 2].transformMap(i, v, 'x')", "map(int, string)"),
    ])
    func theCheckerFindsTheType(text: String, type: String) throws {
        #expect(try Environment().check(text).type.description == type)
    }

    @Test func namesAreLookedUpInTheContainerAndTheLongestOneWins() throws {
        let environment = try Environment(
            variables: [
                .init("a.b.x", .int), .init("x", .string), .init("m.n", .map(.string, .int)), .init("m.n.o", .bool),
            ],
            container: "a.b")
        let activation = ValueList([1, "outer", .map(MapValue(strings: [("o", 2), ("p", 3)])), true])
        func value(_ text: String) throws -> Value { try environment.compile(text).evaluate(activation) }
        #expect(try value("x") == 1)
        #expect(try value(".x") == "outer")
        #expect(try value("m.n.o") == true)
        #expect(try value("m.n.p") == 3)
        #expect(try value("[5].exists(x, x == 5 && .x == 'outer')") == true)
    }

    @Test func mapsKeepTheOrderInWhichTheyWereWritten() throws {
        let keys = (0..<40).map { ($0 * 7919) % 40 }
        let map = "{" + keys.map { "\($0): true" }.joined(separator: ", ") + "}"
        #expect(try value(of: "\(map).map(k, k)") == .list(keys.map { .int(Int64($0)) }))
    }
}
