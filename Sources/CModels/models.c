#include "models.h"

extern const unsigned char vigie_model_acts[];
extern const unsigned char vigie_model_acts_end[];

const void *vigie_model_acts_start(void) { return vigie_model_acts; }
size_t vigie_model_acts_size(void) { return (size_t)(vigie_model_acts_end - vigie_model_acts); }
