/*
 * What a printed number says of its own precision.  "4.10 trillion" is 4.10 x
 * 10^12, known to 0.01 x 10^12 (u, the place of its last digit: zeros that are
 * printed count) and round to 0.1 x 10^12 (u0, the place of its last digit
 * that is not zero).  The interval that a wording allows is built from these.
 */
#ifndef CC_NUM_PRECISION_H
#define CC_NUM_PRECISION_H

#include "num/rat.h"

struct precision {
    rat value;   /* digits x magnitude */
    rat place;   /* u, positive */
    rat round;   /* u0 >= u; equal to u for zero */
    int sig;     /* significant digits printed; "0.030" has two */
};

/* Reads a printed number: optional sign, digits with one ',', ' ' or '_'
 * between any two of them, optional fraction.  `magnitude` is the value of the
 * scale word behind it (10^12), positive, NULL for none.  False, out
 * untouched, when the text is no such number. */
bool precision_read(struct rats *p, struct str printed, crat magnitude,
                    struct precision *out);

#endif
