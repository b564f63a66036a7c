#!/usr/bin/env python3
"""Checks a receipt of Vigie's ledger without Vigie: verify-receipt.py RECEIPT.json 'NAME+ID+KEY'. Python 3.8 alone."""
import base64, hashlib, json, sys
sha, p, order = lambda data: hashlib.sha256(data).digest(), 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
d = -121665 * pow(121666, -1, p) % p
def add(P, Q):  # Ed25519 (RFC 8032), slow and plain
    k = d * P[0] * P[1] * Q[0] * Q[1]
    return (P[0] * Q[1] + P[1] * Q[0]) * pow(1 + k, -1, p) % p, (P[1] * Q[1] + P[0] * Q[0]) * pow(1 - k, -1, p) % p
def times(n, P):
    return add(times(n // 2, add(P, P)), P if n % 2 else (0, 1)) if n else (0, 1)
def point(data):
    y = int.from_bytes(data, "little") % 2**255
    xx = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
    x = next((x for x in (pow(xx, (p + 3) // 8, p) * f % p for f in (1, pow(2, (p - 1) // 4, p))) if x * x % p == xx), 0)
    return (x if x % 2 == data[31] >> 7 else p - x), y
def check(fits, part):
    fits or sys.exit("DOES NOT FIT: " + part)
def read(part, make, *values):
    try: return make(*values)
    except Exception: sys.exit("DOES NOT FIT: " + part + ": it is missing or cannot be read")
def unbase(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text: raise ValueError
    return data
def once(pairs):
    check(len({name for name, _ in pairs}) == len(pairs), "format: a member is there twice")
    return dict(pairs)
len(sys.argv) == 3 or sys.exit(__doc__)
receipt = read("format", lambda: json.loads(open(sys.argv[1], "rb").read().decode(), object_pairs_hook=once))
check(type(receipt) is dict and receipt.get("format") == "vigie-receipt/v1", "format: it is no vigie-receipt/v1")
members = set("format index entry leaf proof checkpoint salt content timestamp notice".split())
check(set(receipt) <= members, "format: unknown members %s" % ascii(sorted(set(receipt) - members)))
name, key = read("key", lambda: (lambda name, _, key: (name, unbase(key)))(*sys.argv[2].strip().split("+", 2)))
check(len(key) == 33 and key[0] == 1, "key: it is not of Ed25519")
text, _, lines = read("checkpoint", lambda: receipt["checkpoint"].rpartition("\n\n"))
text, mark = read("checkpoint", lambda: (text + "\n").encode()), read("key", lambda: sha(name.encode() + b"\n" + key)[:4])
own = read("checkpoint", lambda: [unbase(l.split(" ")[2]) for l in lines.splitlines() if l.startswith("\u2014 %s " % name)])
own = next((signature[4:] for signature in own if signature[:4] == mark), b"")
check(len(own) == 64 and text.split(b"\n")[0] == name.encode(), "checkpoint: it is not signed by this key")
h, s = (int.from_bytes(data, "little") for data in (hashlib.sha512(own[:32] + key[1:] + text).digest(), own[32:]))
left, right = times(s, point(b"\x58" + b"\x66" * 31)), read("checkpoint", lambda: add(point(own[:32]), times(h % order, point(key[1:]))))
check(s < order and left == right, "checkpoint: the signature is not over this text")
size, root = read("checkpoint", lambda: (int(text.split(b"\n")[1]), unbase(text.split(b"\n")[2].decode())))
index, entry = receipt.get("index"), read("entry", lambda: receipt["entry"].encode())
hash, proof = sha(b"\0" + entry), read("proof", lambda: list(map(unbase, receipt["proof"])))
check(hash == read("leaf", lambda: unbase(receipt["leaf"])), "entry: it does not have the hash in leaf")
check(type(index) is int and index == read("entry", lambda: int(entry.split(b"\n")[1])) and index < size, "index")
place, last = index, size - 1
for other in proof:  # RFC 9162, section 2.1.3.2
    check(last > 0, "proof")
    isRight = place % 2 == 1 or place == last
    hash = sha(b"\1" + other + hash) if isRight else sha(b"\1" + hash + other)
    while isRight and place and place % 2 == 0: place, last = place // 2, last // 2
    place, last = place // 2, last // 2
check(last == 0 and hash == root, "proof")
opened, others = "salt" in receipt or "content" in receipt, len(lines.splitlines()) > 1
made = opened and read("content", lambda: sha(unbase(receipt["salt"]) + unbase(receipt["content"])))
check(not opened or made == unbase(entry.split(b"\n")[5].decode()), "content")
notice = read("notice", lambda: sha((receipt["notice"].pop("fr") + "\n" + receipt["notice"].pop("en")).encode()).hex()[:16])
check(not receipt["notice"] and notice == ("7bd976abcb4ee63f" if others else "53a7349fc7ae4a01"), "notice")
print("fits: entry %d of %d\n%s" % (index, size, receipt["entry"]))
print("The content in the receipt is what was entered." if opened else "NOT checked: the content, which is not in it.")
if "timestamp" in receipt or others: print("NOT checked: time stamps and the signatures of others (vigie ledger verify).")
