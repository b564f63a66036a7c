#!/usr/bin/env python3
"""Checks a receipt of Vigie's ledger without Vigie: verify-receipt.py RECEIPT.json 'NAME+ID+KEY'. Python 3.8 alone."""
import base64, hashlib, json, sys
unbase, sha, p = base64.b64decode, lambda data: hashlib.sha256(data).digest(), 2**255 - 19
d, order = -121665 * pow(121666, -1, p) % p, 2**252 + 27742317777372353535851937790883648493
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
receipt, (name, _, key) = json.load(open(sys.argv[1], encoding="utf-8")), sys.argv[2].strip().split("+", 2)
key, entry, (text, _, lines) = unbase(key), receipt["entry"].encode(), receipt["checkpoint"].rpartition("\n\n")
text, mark = (text + "\n").encode(), sha(name.encode() + b"\n" + key)[:4]
own = [unbase(line.split(" ")[2]) for line in lines.splitlines() if line.startswith("\u2014 %s " % name)]
own = next((signature[4:] for signature in own if signature[:4] == mark), None)
check(own and len(own) == 64 and text.split(b"\n")[0] == name.encode(), "checkpoint: it is not signed by this key")
h, s = (int.from_bytes(data, "little") for data in (hashlib.sha512(own[:32] + key[1:] + text).digest(), own[32:]))
left, right = times(s, point(b"\x58" + b"\x66" * 31)), add(point(own[:32]), times(h % order, point(key[1:])))
check(s < order and left == right, "checkpoint: the signature is not over this text")
size, root, index, hash = int(text.split(b"\n")[1]), unbase(text.split(b"\n")[2]), receipt["index"], sha(b"\0" + entry)
check(hash == unbase(receipt["leaf"]), "entry")
check(index == int(entry.split(b"\n")[1]) < size, "index")
place, last = index, size - 1
for other in map(unbase, receipt["proof"]):  # RFC 9162, section 2.1.3.2
    check(last > 0, "proof")
    isRight = place % 2 == 1 or place == last
    hash = sha(b"\1" + other + hash) if isRight else sha(b"\1" + hash + other)
    while isRight and place and place % 2 == 0: place, last = place // 2, last // 2
    place, last = place // 2, last // 2
check(last == 0 and hash == root, "proof")
check("salt" not in receipt or sha(unbase(receipt["salt"]) + unbase(receipt["content"])) == unbase(entry.split(b"\n")[5]), "content")
print("fits: entry %d of %d\n%s" % (index, size, receipt["entry"]))
