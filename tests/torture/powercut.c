/* Writes down, in order, what a program does to the files of one folder: for playing a power cut afterwards.
 * Preloaded (LD_PRELOAD). POWER_DIR is the folder, POWER_LOG the file written to: op, offset, lengths, path, data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <fcntl.h>
#include <unistd.h>

struct head {
    uint8_t op;
    uint64_t offset, length;
    uint32_t path;
} __attribute__((packed));

static void note(char op, const char *path, uint64_t offset, const void *data, uint64_t length)
{
    static int log = -1;
    static const char *folder;
    if (log < 0) {
        const char *name = getenv("POWER_LOG");
        folder = getenv("POWER_DIR");
        if (!name || !folder)
            return;
        log = open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    }
    if (log < 0 || strncmp(path, folder, strlen(folder)))
        return;
    struct head head = {op, offset, length, strlen(path)};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)data, data ? length : 0}};
    if (writev(log, parts, 3) < 0)
        abort();
}

static void note_file(char op, int file, uint64_t offset, const void *data, uint64_t length)
{
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t size = readlink(name, path, sizeof path - 1);
    if (size > 0) {
        path[size] = 0;
        note(op, path, offset, data, length);
    }
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t write(int file, const void *data, size_t length)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    off_t at = lseek(file, 0, SEEK_CUR);
    ssize_t done = real(file, data, length);
    if (at >= 0 && done > 0)
        note_file('w', file, at, data, done);
    return done;
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset)
{
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    ssize_t done = real(file, data, length, offset);
    if (done > 0)
        note_file('w', file, offset, data, done);
    return done;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset)
{
    return pwrite64(file, data, length, offset);
}

int ftruncate64(int file, off64_t length)
{
    REAL(int, "ftruncate64", int, off64_t);
    int done = real(file, length);
    if (!done)
        note_file('t', file, length, 0, 0);
    return done;
}

int ftruncate(int file, off_t length)
{
    return ftruncate64(file, length);
}

int fsync(int file)
{
    REAL(int, "fsync", int);
    int done = real(file);
    if (!done)
        note_file('s', file, 0, 0, 0);
    return done;
}

int fdatasync(int file)
{
    REAL(int, "fdatasync", int);
    int done = real(file);
    if (!done)
        note_file('s', file, 0, 0, 0);
    return done;
}

int unlink(const char *path)
{
    REAL(int, "unlink", const char *);
    int done = real(path);
    if (!done)
        note('u', path, 0, 0, 0);
    return done;
}
