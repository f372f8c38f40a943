/* Adds to the wall clock as many seconds as /run/wall-clock says at that moment; a preloaded library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t *more;
static int (*real)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void)
{
    int file = open("/run/wall-clock", O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        void *mapped = mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
        close(file);
        if (mapped != MAP_FAILED)
            more = mapped;
    }
    real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
}

int clock_gettime(clockid_t clock, struct timespec *when)
{
    int result = real ? real(clock, when) : (int)syscall(SYS_clock_gettime, clock, when);
    if (result == 0 && more && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        when->tv_sec += *more;
    return result;
}

int gettimeofday(struct timeval *restrict when, void *restrict zone)
{
    struct timespec now;
    (void)zone;
    int result = clock_gettime(CLOCK_REALTIME, &now);
    if (result == 0) {
        when->tv_sec = now.tv_sec;
        when->tv_usec = now.tv_nsec / 1000;
    }
    return result;
}

time_t time(time_t *when)
{
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        return (time_t)-1;
    if (when)
        *when = now.tv_sec;
    return now.tv_sec;
}
