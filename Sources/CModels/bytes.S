// The bytes of Models/acts.vigie between two labels. SwiftPM does not see that this file depends on the model: whoever
// changes the model changes the date below, and a test holds the program's bytes against the file's.
// acts.vigie of 2026-11-26
#if defined(__APPLE__)
    .section __TEXT,__const
    .globl _vigie_model_acts
    .globl _vigie_model_acts_end
    .p2align 6
_vigie_model_acts:
    .incbin "acts.vigie"
_vigie_model_acts_end:
    .byte 0
#else
    .section .rodata
    .globl vigie_model_acts
    .globl vigie_model_acts_end
    .p2align 6
vigie_model_acts:
    .incbin "acts.vigie"
vigie_model_acts_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
#endif
