/*
 * Loaded before a program (LD_PRELOAD), notes every write, truncation, rename, removal and sync below one folder, in
 * order, with the bytes, in a journal. `power-loss.mjs` makes from it the folder as it may be after a power loss.
 *
 * A record: kind (1 byte), length of the path, length of the second path or of the data, offset (8 bytes each), then
 * both. Kinds: W write, T truncate, S sync, R rename, U unlink, A what was said on standard output.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int journal = -1;
static const char *folder;

__attribute__((constructor)) static void begin(void) {
  const char *name = getenv("POWER_JOURNAL");
  folder = getenv("POWER_FOLDER");
  if (name && folder) journal = (int)syscall(SYS_openat, -100, name, 02001 | 0100, 0600); /* write, append, create */
}

static void note(char kind, const char *path, const void *data, uint64_t length, uint64_t offset) {
  if (journal < 0 || (path && strncmp(path, folder, strlen(folder)) != 0)) return;
  if (path && strstr(path, "-shm")) return; /* rebuilt after a crash */
  uint64_t numbers[3] = {path ? strlen(path) : 0, length, offset};
  struct iovec parts[4] = {{&kind, 1}, {numbers, sizeof numbers}, {(void *)path, numbers[0]}, {(void *)data, length}};
  syscall(SYS_writev, journal, parts, 4);
}

static const char *pathOf(int fd, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  path[length < 0 ? 0 : length] = 0;
  return path;
}

#define PWRITE(name, offset_type)                                                   \
  ssize_t name(int fd, const void *data, size_t length, offset_type offset) {       \
    static ssize_t (*real)(int, const void *, size_t, offset_type);                 \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name);                           \
    ssize_t written = real(fd, data, length, offset);                               \
    char path[4096];                                                                \
    if (written > 0) note('W', pathOf(fd, path, sizeof path), data, written, offset); \
    return written;                                                                 \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length) {
  off_t offset = lseek(fd, 0, SEEK_CUR);
  ssize_t written = syscall(SYS_write, fd, data, length);
  char path[4096];
  if (written > 0 && fd == 1) note('A', NULL, data, written, 0);
  else if (written > 0 && offset >= 0) note('W', pathOf(fd, path, sizeof path), data, written, offset);
  return written;
}

#define TRUNCATE(name, offset_type)                                          \
  int name(int fd, offset_type length) {                                     \
    int result = (int)syscall(SYS_ftruncate, fd, length);                    \
    char path[4096];                                                         \
    if (result == 0) note('T', pathOf(fd, path, sizeof path), "", 0, length); \
    return result;                                                           \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name, number)                                              \
  int name(int fd) {                                                    \
    int result = (int)syscall(number, fd);                              \
    char path[4096];                                                    \
    if (result == 0) note('S', pathOf(fd, path, sizeof path), "", 0, 0); \
    return result;                                                      \
  }
SYNC(fsync, SYS_fsync)
SYNC(fdatasync, SYS_fdatasync)

int rename(const char *from, const char *to) {
  int result = (int)syscall(SYS_renameat2, -100, from, -100, to, 0);
  if (result == 0) note('R', from, to, strlen(to), 0);
  return result;
}

int unlink(const char *path) {
  int result = (int)syscall(SYS_unlinkat, -100, path, 0);
  if (result == 0) note('U', path, "", 0, 0);
  return result;
}
