#!/usr/bin/env python3
"""Writes Sources/TextAnalysis/Normalisation/FoldingData.swift, the table behind the normaliser.

Run it from the root of the repository: python3 Scripts/generate-folding-table.py

For every Unicode scalar above ASCII the table says what it is to the normaliser (a separator, a letter, an emoji, a mark
to strip, a control to remove) and, where it is not kept as it is, what it folds to: NFKC, full case folding, marks
stripped (general categories Mn and Me), Latin letters with strokes and small capitals to their plain letter, decimal
digits of all scripts to 0-9. Look-alikes of Latin letters (a hand-made part of UTS #39) come as a third list, since they
fold only in certain words. The Unicode version is that of Python's unicodedata and is written into the file.
"""

import unicodedata

CLASSES = {"letter": 1, "ignorable": 3, "mark": 4, "emoji": 5, "regional": 6, "tone": 7}

# Latin letters that no decomposition takes apart, and look-alikes that are Latin anyway: always folded.
ALWAYS = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "þ": "th", "ŋ": "n",
    "ɑ": "a", "ɐ": "a", "ɒ": "a", "ʙ": "b", "ɓ": "b", "ƀ": "b", "ƃ": "b", "ɔ": "c", "ƈ": "c", "ɕ": "c", "ȼ": "c",
    "ɖ": "d", "ɗ": "d", "ƌ": "d", "ȡ": "d", "ɘ": "e", "ǝ": "e", "ɛ": "e", "ɜ": "e", "ɇ": "e", "ƒ": "f", "ɡ": "g",
    "ɢ": "g", "ǥ": "g", "ɠ": "g", "ʛ": "g", "ɣ": "y", "ɦ": "h", "ɥ": "h", "ʜ": "h", "ɨ": "i", "ɩ": "i", "ɪ": "i",
    "ȷ": "j", "ɉ": "j", "ʝ": "j", "ɟ": "j", "ƙ": "k", "ʞ": "k", "ĸ": "k", "ƚ": "l", "ɫ": "l", "ɬ": "l", "ɭ": "l",
    "ʟ": "l", "ȴ": "l", "ɯ": "m", "ɱ": "m", "ɲ": "n", "ɳ": "n", "ɴ": "n", "ƞ": "n", "ȵ": "n", "ɵ": "o", "ƥ": "p",
    "ƿ": "p", "ɋ": "q", "ʠ": "q", "ɍ": "r", "ɹ": "r", "ɺ": "r", "ɻ": "r", "ɼ": "r", "ɽ": "r", "ɾ": "r", "ʀ": "r",
    "ʁ": "r", "ʂ": "s", "ȿ": "s", "ƭ": "t", "ƫ": "t", "ʈ": "t", "ʇ": "t", "ȶ": "t", "ʉ": "u", "ʊ": "u", "ʋ": "v",
    "ʌ": "v", "ʍ": "w", "ƴ": "y", "ɏ": "y", "ʎ": "y", "ʏ": "y", "ƶ": "z", "ȥ": "z", "ɀ": "z", "ʐ": "z", "ʑ": "z",
    "ᴀ": "a", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ᴊ": "j", "ᴋ": "k", "ᴍ": "m", "ᴏ": "o", "ᴘ": "p", "ᴛ": "t", "ᴜ": "u",
    "ᴠ": "v", "ᴡ": "w", "ᴢ": "z", "ꜰ": "f", "ꜱ": "s", "ꞯ": "q", "ᴃ": "b", "ᴌ": "l", "ᴎ": "n", "ᴚ": "r", "ᴙ": "r",
    "ꞵ": "b", "ꝛ": "r", "ꞔ": "c", "ꝏ": "oo", "ꭓ": "x", "ȸ": "db", "ȹ": "qp", "ʣ": "dz", "ʦ": "ts",
}

# Look-alikes in other scripts. Strict: the shape is that of the Latin letter. Loose: close enough inside a word that
# mixes scripts. Keys are scalars before case folding, since capitals look alike where small letters do not.
STRICT = {
    # Cyrillic
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s", "ԁ": "d",
    "ԛ": "q", "ԝ": "w", "һ": "h", "ӏ": "l", "ѵ": "v", "ҽ": "e", "ү": "y", "ԍ": "g", "ь": "b",
    "А": "a", "В": "b", "Е": "e", "К": "k", "М": "m", "Н": "h", "О": "o", "Р": "p", "С": "c", "Т": "t", "У": "y",
    "Х": "x", "І": "i", "Ј": "j", "Ѕ": "s", "Ԁ": "d", "Ԛ": "q", "Ԝ": "w", "Һ": "h", "Ӏ": "i", "Ѵ": "v", "Ү": "y",
    "Ԍ": "g", "Ь": "b", "Ғ": "f", "Ҫ": "c", "ҫ": "c", "Ҳ": "x", "ҳ": "x", "Қ": "k", "Ҡ": "k", "Ӊ": "h", "Ң": "h",
    # Greek
    "ο": "o", "ν": "v", "α": "a", "ι": "i", "ρ": "p", "υ": "u", "γ": "y", "ϲ": "c", "ϳ": "j",
    "Α": "a", "Β": "b", "Ε": "e", "Ζ": "z", "Η": "h", "Ι": "i", "Κ": "k", "Μ": "m", "Ν": "n", "Ο": "o", "Ρ": "p",
    "Τ": "t", "Υ": "y", "Χ": "x", "Ϲ": "c", "Ϳ": "j", "Ϝ": "f",
    # Armenian
    "օ": "o", "ս": "u", "ո": "n", "հ": "h", "ց": "g", "զ": "q", "յ": "j", "ա": "w", "ք": "p", "Օ": "o", "Տ": "s",
    "Լ": "l", "Ս": "u", "Հ": "z", "ռ": "n", "ղ": "n", "ւ": "i", "ԉ": "l",
    # Cherokee
    "Ꭰ": "d", "Ꭱ": "r", "Ꭲ": "t", "Ꭵ": "i", "Ꭺ": "a", "Ꭻ": "j", "Ꭼ": "e", "Ꮃ": "w", "Ꮇ": "m", "Ꮋ": "h", "Ꮍ": "y",
    "Ꮐ": "g", "Ꮓ": "z", "Ꮞ": "4", "Ꮟ": "b", "Ꮢ": "r", "Ꮤ": "w", "Ꮥ": "s", "Ꮩ": "v", "Ꮪ": "s", "Ꮮ": "l", "Ꮯ": "c",
    "Ꮲ": "p", "Ꮶ": "k", "Ꮷ": "d", "Ꮒ": "h", "Ꮖ": "i", "Ᏸ": "b", "Ꭹ": "y", "Ꮜ": "u", "Ꭷ": "o",
    # Lisu
    "ꓐ": "b", "ꓑ": "p", "ꓒ": "d", "ꓓ": "d", "ꓔ": "t", "ꓖ": "g", "ꓗ": "k", "ꓙ": "j", "ꓚ": "c", "ꓜ": "z", "ꓝ": "f",
    "ꓟ": "m", "ꓠ": "n", "ꓡ": "l", "ꓢ": "s", "ꓣ": "r", "ꓦ": "v", "ꓧ": "h", "ꓪ": "w", "ꓫ": "x", "ꓬ": "y", "ꓮ": "a",
    "ꓰ": "e", "ꓲ": "i", "ꓳ": "o", "ꓴ": "u",
    # Coptic, Georgian, Hebrew, Arabic digits that look like letters, Vai, others
    "ⲟ": "o", "ⲣ": "p", "ⲥ": "c", "ⲭ": "x", "ⲩ": "y", "Ⲟ": "o", "Ⲣ": "p", "Ⲥ": "c", "Ⲧ": "t", "Ⲭ": "x", "Ⲙ": "m",
    "Ⲏ": "h", "Ⲕ": "k", "Ⲓ": "i", "Ⲛ": "n", "ყ": "y", "ჿ": "o", "ס": "o", "ן": "l", "ו": "i", "ߊ": "l", "ჽ": "y",
    "ം": "o", "၀": "o", "ဝ": "o", "૦": "o", "೦": "o",
}
LOOSE = {
    "б": "b", "в": "b", "г": "r", "д": "d", "ё": "e", "з": "e", "и": "n", "й": "n", "к": "k", "л": "n", "м": "m",
    "н": "h", "п": "n", "т": "t", "ц": "u", "ч": "y", "ш": "w", "щ": "w", "ъ": "b", "э": "e", "я": "r", "є": "e",
    "ғ": "f", "қ": "k", "ң": "h", "ҟ": "k", "ӄ": "k", "ԏ": "t", "ћ": "h", "ђ": "h", "ѡ": "w", "ҝ": "k", "Б": "b",
    "И": "n", "Й": "n", "Я": "r", "П": "n", "Ш": "w", "Щ": "w", "З": "e", "Э": "e", "Д": "d", "Г": "r", "Ц": "u",
    "Ч": "y", "Л": "n", "Є": "e", "Ъ": "b", "Ё": "e",
    "β": "b", "δ": "d", "ε": "e", "ζ": "z", "η": "n", "θ": "o", "κ": "k", "λ": "a", "μ": "u", "ξ": "e", "π": "n",
    "σ": "o", "τ": "t", "φ": "o", "χ": "x", "ψ": "w", "ω": "w", "ς": "s", "Δ": "a", "Λ": "a", "Σ": "e", "Π": "n",
    "Ω": "o", "Θ": "o", "Γ": "r", "Ξ": "e", "Φ": "o",
    "ե": "t", "թ": "p", "ի": "h", "կ": "l", "մ": "u", "ն": "u", "պ": "u", "տ": "un", "ր": "n", "ֆ": "f", "է": "t",
    "ค": "a", "ง": "j", "ท": "n", "น": "u", "บ": "u", "ม": "u", "ร": "s", "เ": "i", "э": "e",
    "მ": "d", "ა": "s", "ი": "o", "ხ": "b", "კ": "3", "ო": "m", "ר": "r", "ח": "n", "ט": "u", "ע": "y", "ק": "p",
    "卂": "a", "乃": "b", "匚": "c", "刀": "d", "乇": "e", "下": "f", "厶": "g", "卄": "h", "工": "i", "丁": "j",
    "长": "k", "乚": "l", "爪": "m", "几": "n", "口": "o", "尸": "p", "尺": "r", "丂": "s", "丅": "t", "凵": "u",
    "山": "w", "乂": "x", "丫": "y", "乙": "z",
}

# Letters by category that separate words all the same: apostrophes and other modifier signs.
SEPARATORS = set(range(0x2B9, 0x2C2)) | set(range(0x2C6, 0x2D2)) | {0x2EC, 0x2EE, 0x374, 0x55A, 0x5F3, 0x5F4}
FILLERS = {0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5}
MORE_EMOJI = [(0x2190, 0x21FF), (0x2300, 0x23FF), (0x25A0, 0x27BF), (0x2900, 0x297F), (0x2B00, 0x2BFF),
              (0x1F000, 0x1F0FF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F200, 0x1F2FF), (0x1F300, 0x1F5FF),
              (0x1F600, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F780, 0x1F7FF), (0x1F900, 0x1FAFF)]


def is_emoji(code):
    if not any(low <= code <= high for low, high in MORE_EMOJI):
        return False
    return unicodedata.category(chr(code)) in ("So", "Sk", "Cn") if code >= 0x1F000 else (
        unicodedata.category(chr(code)) == "So" and unicodedata.normalize("NFKC", chr(code)) == chr(code))


def fold(text):
    """NFKC, full case folding and marks stripped. Left decomposed, so that two spellings of one letter agree."""
    for _ in range(3):
        text = unicodedata.normalize("NFKC", text).casefold()
    result = ""
    for scalar in unicodedata.normalize("NFKD", text):
        if unicodedata.category(scalar) in ("Mn", "Me", "Cf") or ord(scalar) in FILLERS:
            continue
        result += ALWAYS.get(scalar, scalar)
    # Hangul stays composed: the normaliser composes jamo as it meets them.
    return "".join(unicodedata.normalize("NFC", result) if any(0x1100 <= ord(c) <= 0x11FF for c in result) else result)


def classify(code):
    """The class of a scalar and, where it folds, what to."""
    scalar = chr(code)
    category = unicodedata.category(scalar)
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "regional", chr(ord("a") + code - 0x1F1E6)
    if 0x1F3FB <= code <= 0x1F3FF:
        return "tone", None
    if 0x1F150 <= code <= 0x1F169:
        return "fold", chr(ord("a") + code - 0x1F150)
    if 0x1F170 <= code <= 0x1F189:
        return "fold", chr(ord("a") + code - 0x1F170)
    if category == "Cf" or code in FILLERS or 0xE0000 <= code <= 0xE0FFF:
        return "ignorable", None
    if category in ("Mn", "Me"):
        return "mark", None
    if is_emoji(code):
        return "emoji", None
    if code in SEPARATORS:
        return None, None
    if category == "Nd" and unicodedata.decimal(scalar, None) is not None:
        return "fold", str(unicodedata.decimal(scalar))
    if 0xAC00 <= code <= 0xD7A3:
        return "letter", None
    folded = fold(scalar)
    if folded != scalar:
        return ("fold", folded) if folded.strip() else (None, None)
    return ("letter", None) if category[0] in "LNM" else (None, None)


def ranges(codes):
    result = []
    for code in codes:
        if result and result[-1][1] == code - 1:
            result[-1][1] = code
        else:
            result.append([code, code])
    return result


def runs(folds):
    """Takes maps of one scalar to one scalar together where both advance alike: `start+count*step>target`."""
    items, out, index = sorted(folds.items()), [], 0
    while index < len(items):
        code, target = items[index]
        best = 1
        step = None
        if len(target) == 1 and index + 1 < len(items) and len(items[index + 1][1]) == 1:
            step = items[index + 1][0] - code
            if step in (1, 2):
                while (index + best < len(items) and len(items[index + best][1]) == 1
                       and items[index + best][0] == code + best * step
                       and ord(items[index + best][1]) == ord(target) + best * step):
                    best += 1
        if best > 2:
            out.append(f"{code:x}+{best:x}*{step}>{ord(target):x}")
            index += best
        else:
            out.append(f"{code:x}>" + ".".join(f"{ord(c):x}" for c in target))
            index += 1
    return out


def literal(name, comment, items):
    lines, line = [], ""
    for item in items:
        if len(line) + len(item) + 1 > 110:
            lines.append(line)
            line = ""
        line += (" " if line else "") + item
    lines.append(line)
    body = "\n".join("        " + text for text in lines)
    return f'    /// {comment}\n    static let {name}: StaticString = """\n{body}\n        """\n'


def main():
    classes, folds = {}, {}
    for code in range(0x80, 0x110000):
        if 0xD800 <= code <= 0xDFFF or 0xE0000 <= code <= 0xE0FFF:
            continue
        kind, folded = classify(code)
        if kind == "fold":
            folds[code] = folded
        elif kind is not None:
            classes.setdefault(kind, []).append(code)
    classes["ignorable"] += list(range(0xE0000, 0xE1000))
    class_items = []
    for kind, codes in classes.items():
        for low, high in ranges(codes):
            class_items.append(f"{low:x}-{high:x}:{CLASSES[kind]}" if high > low else f"{low:x}:{CLASSES[kind]}")
    look_alikes = [f"{ord(k):x}={v}!" for k, v in STRICT.items() if len(v) == 1 and v.isalpha()]
    look_alikes += [f"{ord(k):x}={v}" for k, v in LOOSE.items() if len(v) == 1 and v.isalpha() and k not in STRICT]
    with open("Sources/TextAnalysis/Normalisation/FoldingData.swift", "w", encoding="utf-8") as out:
        out.write("// Written by Scripts/generate-folding-table.py; do not edit. swift-format-ignore-file\n\n")
        out.write("/// What becomes of every scalar above ASCII, as text that ``FoldingTable`` reads once.\n")
        out.write("enum FoldingData {\n")
        out.write(f'    /// The version of Unicode that the table was made from.\n'
                  f'    static let unicodeVersion = "{unicodedata.unidata_version}"\n\n')
        out.write(literal("classes", "Ranges of scalars with their class: `first-last:class`, in hexadecimal.",
                          class_items))
        out.write("\n")
        out.write(literal("folds", "What scalars fold to: `scalar>scalar.scalar`, or `first+count*step>first`.",
                          runs(folds)))
        out.write("\n")
        out.write(literal("lookAlikes", "Scalars that look like a Latin letter; `!` where the shape is the same.",
                          look_alikes))
        out.write("}\n")
    print(len(class_items), "classes;", len(folds), "folds;", len(look_alikes), "look-alikes; Unicode",
          unicodedata.unidata_version)


main()
