// Models that come with Vigie, put into the program as they are: the system maps them into memory with the program, and
// reads from disk what is used of them.
#ifndef VIGIE_MODELS_H
#define VIGIE_MODELS_H

#include <stddef.h>

// Each: where the model begins, and its size in bytes.

// The model of acts (Models/acts.vigie).
const void *vigie_model_acts_start(void);
size_t vigie_model_acts_size(void);

// Models of messages for one policy (Models/harassment.hate.vigie and so on).
const void *vigie_model_hate_start(void);
size_t vigie_model_hate_size(void);
const void *vigie_model_misogyny_start(void);
size_t vigie_model_misogyny_size(void);
const void *vigie_model_insult_start(void);
size_t vigie_model_insult_size(void);
const void *vigie_model_threat_start(void);
size_t vigie_model_threat_size(void);

#endif
