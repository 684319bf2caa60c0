/*
 * Calls this code base does without: unbounded copies, hidden state, locale
 * and binary floating point parsing.  Included by base.h, so everywhere.
 */
#ifndef CC_BASE_BANNED_H
#define CC_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CC_BANNED(f) sorry_##f##_is_banned_here

#undef strcpy
#define strcpy(x, y) CC_BANNED(strcpy)
#undef strcat
#define strcat(x, y) CC_BANNED(strcat)
#undef strncpy
#define strncpy(x, y, n) CC_BANNED(strncpy)
#undef strncat
#define strncat(x, y, n) CC_BANNED(strncat)
#undef sprintf
#define sprintf(...) CC_BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) CC_BANNED(vsprintf)
#undef strtok
#define strtok(x, y) CC_BANNED(strtok)
#undef gets
#define gets(x) CC_BANNED(gets)
#undef atoi
#define atoi(x) CC_BANNED(atoi)
#undef atol
#define atol(x) CC_BANNED(atol)
#undef atof
#define atof(x) CC_BANNED(atof)
#undef strtod
#define strtod(x, y) CC_BANNED(strtod)
#undef localtime
#define localtime(x) CC_BANNED(localtime)
#undef gmtime
#define gmtime(x) CC_BANNED(gmtime)
#undef system
#define system(x) CC_BANNED(system)

#endif
