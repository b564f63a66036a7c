// The bytes of Models/*.vigie, each between two labels. SwiftPM does not see that this file depends on the models: whoever
// changes one changes the line below (Scripts/train-models does), and a test holds the program's bytes against the files'.
// models of 2026-11-28 846a65cbf0ec36b7
#if defined(__APPLE__)
#define NAME(symbol) _##symbol
    .section __TEXT,__const
#else
#define NAME(symbol) symbol
    .section .rodata
#endif

.macro model label, end, path
    .globl \label
    .globl \end
    .p2align 6
\label:
    .incbin "\path"
\end:
    .byte 0
.endm

    model NAME(vigie_model_acts), NAME(vigie_model_acts_end), acts.vigie
    model NAME(vigie_model_hate), NAME(vigie_model_hate_end), harassment.hate.vigie
    model NAME(vigie_model_misogyny), NAME(vigie_model_misogyny_end), harassment.misogyny.vigie
    model NAME(vigie_model_insult), NAME(vigie_model_insult_end), harassment.insult.vigie
    model NAME(vigie_model_threat), NAME(vigie_model_threat_end), violence.threat.vigie

#if !defined(__APPLE__)
    .section .note.GNU-stack,"",%progbits
#endif
