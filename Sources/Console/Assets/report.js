// Reporting works without this file. It leaves faster, copies the code, keeps a double tap from sending twice, and does
// the work that a busy service asks for, so that nobody has to wait for it.
"use strict";
(function () {
  const leave = document.querySelector("[data-leave]");
  if (leave) {
    leave.addEventListener("click", function (event) {
      event.preventDefault();
      window.location.replace(leave.href);
    });
  }

  const actions = document.querySelector("[data-code-actions]");
  const code = document.querySelector("[data-code]");
  if (actions && code) {
    actions.hidden = false;
    const copy = actions.querySelector("[data-copy]");
    copy.addEventListener("click", function () {
      if (!navigator.clipboard) return;
      navigator.clipboard.writeText(code.dataset.code).then(function () { copy.textContent = copy.dataset.done; });
    });
    actions.querySelector("[data-print]").addEventListener("click", function () { window.print(); });
  }

  const form = document.querySelector("[data-report]");
  if (!form) return;
  form.addEventListener("submit", function () {
    const button = form.querySelector("button[type=submit]");
    window.setTimeout(function () { button.disabled = true; }, 0);
    window.setTimeout(function () { button.disabled = false; }, 15000);
  });

  const bits = Number(form.dataset.proofBits || 0);
  if (!bits) return;
  const note = form.querySelector("[name=note]").value;
  const proof = form.querySelector("[name=proof]");

  // SHA-256 (FIPS 180-4), of ASCII alone.
  const K = [];
  (function () {
    for (let n = 2; K.length < 64; n++) {
      let prime = true;
      for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
      if (prime) { const root = Math.cbrt(n); K.push(Math.floor((root - Math.floor(root)) * 4294967296) | 0); }
    }
  })();
  const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
  const W = new Int32Array(64);

  function firstWord(text) {
    const length = text.length;
    const blocks = ((length + 8) >> 6) + 1;
    const words = new Int32Array(blocks * 16);
    for (let i = 0; i < length; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8);
    words[length >> 2] |= 0x80 << (24 - (length & 3) * 8);
    words[blocks * 16 - 1] = length * 8;
    const H = START.slice();
    for (let block = 0; block < words.length; block += 16) {
      let [a, b, c, d, e, f, g, h] = H;
      for (let i = 0; i < 64; i++) {
        if (i < 16) W[i] = words[block + i];
        else {
          const x = W[i - 15], y = W[i - 2];
          const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
          const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
          W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
        }
        const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
        const t1 = (h + S1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
        const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
        const t2 = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
      }
      H[0] = (H[0] + a) | 0; H[1] = (H[1] + b) | 0; H[2] = (H[2] + c) | 0; H[3] = (H[3] + d) | 0;
      H[4] = (H[4] + e) | 0; H[5] = (H[5] + f) | 0; H[6] = (H[6] + g) | 0; H[7] = (H[7] + h) | 0;
    }
    return H[0] >>> 0;
  }

  let counter = 0;
  function work() {
    for (let i = 0; i < 3000; i++, counter++) {
      if (Math.clz32(firstWord(note + ":" + counter)) >= bits) {
        proof.value = String(counter);
        form.dataset.proofDone = "1";
        return;
      }
    }
    window.setTimeout(work, 0);
  }
  work();
})();
