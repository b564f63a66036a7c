// Models that come with Vigie, put into the program as they are: the system maps them into memory with the program, and
// reads from disk what is used of them.
#ifndef VIGIE_MODELS_H
#define VIGIE_MODELS_H

#include <stddef.h>

// The model of acts (Models/acts.vigie): where it begins, and its size in bytes.
const void *vigie_model_acts_start(void);
size_t vigie_model_acts_size(void);

#endif
