/*
 * Asks the system about the terminal and the day; nothing below cmd does.
 */
#include "cmd/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

bool terminal_color(const struct settings *s)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    if (s->color != COLOR_AUTO)
        return s->color == COLOR_ALWAYS;
    if ((no && *no) || s->output || !isatty(STDOUT_FILENO))
        return false;
    return !term || strcmp(term, "dumb") != 0;
}

int terminal_width(const struct settings *s)
{
    struct winsize w = {0};
    if (s->output || !isatty(STDOUT_FILENO) ||
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0 || w.ws_col == 0)
        return 80;
    return w.ws_col < 40 ? 40 : w.ws_col > 100 ? 100 : w.ws_col;
}

date_t terminal_today(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds;
    if (epoch && str_i64(str_c(epoch), &seconds))
        return date_from_unix(seconds);
    return date_from_unix((int64_t)time(NULL));
}
