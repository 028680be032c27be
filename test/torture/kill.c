/*
 * Loaded before a program (LD_PRELOAD), copies one folder before every write, truncation, rename, link, removal and sync
 * of a file below it, and in the middle of every write: that is what `kill -9` at this operation leaves on disk.
 *
 * KILL_FOLDER; KILL_COPIES, where the copies go, named by operation and process; KILL_EVERY, of how many one is copied.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *folder, *copies;
static long every = 1, count;

__attribute__((constructor)) static void begin(void) {
  folder = getenv("KILL_FOLDER");
  copies = getenv("KILL_COPIES");
  if (getenv("KILL_EVERY")) every = atol(getenv("KILL_EVERY"));
}

static const char *pathOf(int fd, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  path[length < 0 ? 0 : length] = 0;
  return path;
}

static void copy(const char *how) {
  char to[4096];
  snprintf(to, sizeof to, "%s/%d-%06ld%s", copies, getpid(), count, how);
  char *arguments[] = {"cp", "-r", (char *)folder, to, NULL}, *variables[] = {"PATH=/usr/bin:/bin", NULL};
  pid_t pid;
  if (posix_spawnp(&pid, "cp", NULL, NULL, arguments, variables) == 0) waitpid(pid, NULL, 0);
}

/* Copies the folder before an operation. Returns whether the operation is to be copied half done as well. */
static int before(const char *path) {
  if (!folder || !copies || strncmp(path, folder, strlen(folder)) != 0) return 0;
  if (strstr(path, "-shm")) return 0; /* rebuilt after a crash */
  if (count++ % every != 0) return 0;
  copy("");
  return 1;
}

static int beforeFd(int fd) {
  char path[4096];
  return folder && before(pathOf(fd, path, sizeof path));
}

#define PWRITE(name, offset_type)                                             \
  ssize_t name(int fd, const void *data, size_t length, offset_type offset) { \
    if (beforeFd(fd) && length > 1) {                                         \
      syscall(SYS_pwrite64, fd, data, length / 2, offset);                    \
      copy("-half");                                                          \
    }                                                                         \
    return syscall(SYS_pwrite64, fd, data, length, offset);                   \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length) {
  beforeFd(fd);
  return syscall(SYS_write, fd, data, length);
}

#define ON_FILE(name, number, arguments, ...) \
  int name arguments {                        \
    beforeFd(fd);                             \
    return (int)syscall(number, __VA_ARGS__); \
  }
ON_FILE(ftruncate, SYS_ftruncate, (int fd, off_t length), fd, length)
ON_FILE(ftruncate64, SYS_ftruncate, (int fd, off64_t length), fd, length)
ON_FILE(fsync, SYS_fsync, (int fd), fd)
ON_FILE(fdatasync, SYS_fdatasync, (int fd), fd)

int rename(const char *from, const char *to) {
  before(to);
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int link(const char *from, const char *to) {
  before(to);
  return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path) {
  before(path);
  return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}
