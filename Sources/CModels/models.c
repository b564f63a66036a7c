#include "models.h"

#define MODEL(name)                                                                                                    \
    extern const unsigned char vigie_model_##name[];                                                                   \
    extern const unsigned char vigie_model_##name##_end[];                                                             \
    const void *vigie_model_##name##_start(void) { return vigie_model_##name; }                                        \
    size_t vigie_model_##name##_size(void) { return (size_t)(vigie_model_##name##_end - vigie_model_##name); }

MODEL(acts)
MODEL(hate)
MODEL(misogyny)
MODEL(insult)
MODEL(threat)
