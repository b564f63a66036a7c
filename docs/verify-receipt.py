#!/usr/bin/env python3
"""Checks a receipt of Vigie's ledger without Vigie: verify-receipt.py RECEIPT.json 'NAME+ID+KEY'. Python 3.8, no packages."""
import base64, hashlib, json, sys

receipt, (name, _, key) = json.load(open(sys.argv[1], encoding="utf-8")), sys.argv[2].strip().split("+", 2)
key, entry, unbase = base64.b64decode(key), receipt["entry"].encode(), base64.b64decode
sha, p = lambda data: hashlib.sha256(data).digest(), 2**255 - 19
d = -121665 * pow(121666, -1, p) % p

def add(P, Q):  # Ed25519 (RFC 8032), slow and plain
    k, (a, b), (c, e) = d * P[0] * P[1] * Q[0] * Q[1], P, Q
    return (a * e + b * c) * pow(1 + k, -1, p) % p, (b * e + a * c) * pow(1 - k, -1, p) % p
def times(n, P):
    return (0, 1) if n == 0 else add(times(n // 2, add(P, P)), P if n % 2 else (0, 1))
def point(data):
    y = int.from_bytes(data, "little") % 2**255
    xx = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
    x = pow(xx, (p + 3) // 8, p)
    x = x if (x * x - xx) % p == 0 else x * pow(2, (p - 1) // 4, p) % p
    return (x if x % 2 == data[31] >> 7 else p - x), y
def check(fits, part):
    if not fits: sys.exit("DOES NOT FIT: " + part)

text, _, signatures = receipt["checkpoint"].rpartition("\n\n")
text, number = (text + "\n").encode(), sha(name.encode() + b"\n" + key)[:4]
own = [unbase(line.split(" ")[2]) for line in signatures.splitlines() if line.startswith("\u2014 %s " % name)]
own = [signature[4:] for signature in own if signature[:4] == number]
check(own and text.split(b"\n")[0] == name.encode(), "checkpoint: not signed by this key")
h = int.from_bytes(hashlib.sha512(own[0][:32] + key[1:] + text).digest(), "little")
s, B = int.from_bytes(own[0][32:], "little"), point(bytes.fromhex("58" + "66" * 31))
check(s < 2**252 + 27742317777372353535851937790883648493 and times(s, B) == add(point(own[0][:32]), times(h, point(key[1:]))), "checkpoint: the signature is wrong")
size, root, index, hash = int(text.split(b"\n")[1]), unbase(text.split(b"\n")[2]), receipt["index"], sha(b"\0" + entry)
check(index == int(entry.split(b"\n")[1]) < size, "index")
check(hash == unbase(receipt["leaf"]), "entry")
place, last = index, size - 1
for other in map(unbase, receipt["proof"]):  # RFC 9162, section 2.1.3.2
    check(last > 0, "proof: too long")
    left = place % 2 == 1 or place == last
    hash = sha(b"\1" + other + hash) if left else sha(b"\1" + hash + other)
    while left and place % 2 == 0 and place: place, last = place // 2, last // 2
    place, last = place // 2, last // 2
check(last == 0 and hash == root, "proof")
check("salt" not in receipt or sha(unbase(receipt["salt"]) + unbase(receipt["content"])) == unbase(entry.split(b"\n")[5]), "content")
print("fits: entry %d of %d\n%s" % (index, size, receipt["entry"]))
