/*
 * Records, in order, every change that a process makes to the files below one folder, for the replayer in
 * power-loss.ts. Loaded with LD_PRELOAD; KLUIS_RECORD_TREE is the folder (a real path), KLUIS_RECORD_LOG the log.
 * What the process writes to its standard output is recorded too: it is what it reports as done.
 *
 * A call is made and written down under one lock, across threads and processes, so that the order in the log is the
 * order of the changes. Ways round write() (io_uring, copy_file_range, sendfile, reflinks) are answered as not
 * available, for which libuv has a fall-back; what cannot be followed (a writable shared mapping, stdio) is recorded
 * as such, and the replayer refuses it rather than overlook it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { OPEN = 1, WRITE, TRUNCATE, SYNC, RENAME, LINK, UNLINK, MKDIR, RMDIR, CLOSE, REPORT, UNSUPPORTED };

/* Little-endian, no padding; followed by path, second path and data. recording.ts reads the same. */
struct __attribute__((packed)) header {
  uint32_t kind, flags, mode, path_length, second_length, data_length;
  uint64_t handle; /* one per open file description, never used again */
  int64_t offset;  /* of a write; the size for a truncation */
};

#define MAX_FD 65536
static uint64_t handle_of[MAX_FD]; /* 0: not below the folder */
static ino_t inode_of[MAX_FD];     /* tells a descriptor that was closed out of sight and used again */
static int highest_fd;
static uint64_t next_handle;
static char tree[PATH_MAX];
static size_t tree_length;
static int log_fd = -1;
static pid_t owner; /* a child between fork and exec may share or copy this memory: it is not recorded */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) \
  ({ \
    static __typeof__(&name) real_; \
    if (!real_) real_ = (__typeof__(&name))dlsym(RTLD_NEXT, #name); \
    real_; \
  })

__attribute__((constructor)) static void start(void) {
  const char *folder = getenv("KLUIS_RECORD_TREE"), *log = getenv("KLUIS_RECORD_LOG");
  if (!folder || !log || strlen(folder) >= sizeof tree) return;
  strcpy(tree, folder);
  tree_length = strlen(tree);
  int fd = REAL(open)(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) abort();
  /* Out of the way of programs that count on low numbers. */
  log_fd = REAL(fcntl)(fd, F_DUPFD_CLOEXEC, 900);
  if (log_fd < 0) abort();
  REAL(close)(fd);
  owner = getpid();
  next_handle = ((uint64_t)owner << 32) + 1;
}

static int recording(void) { return log_fd >= 0 && getpid() == owner; }
static int is_tracked(int fd) {
  struct stat status;
  if (fd < 0 || fd >= MAX_FD || handle_of[fd] == 0 || !recording()) return 0;
  int saved = errno, same = fstat(fd, &status) == 0 && status.st_ino == inode_of[fd];
  errno = saved;
  return same;
}

static void lock(void) {
  pthread_mutex_lock(&mutex);
  while (flock(log_fd, LOCK_EX) != 0 && errno == EINTR) continue;
}
static void unlock(void) {
  int saved = errno;
  flock(log_fd, LOCK_UN);
  pthread_mutex_unlock(&mutex);
  errno = saved;
}

static void put(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    ssize_t done = REAL(write)(log_fd, at, length);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) abort(); /* half a recording is worse than none */
    at += done;
    length -= (size_t)done;
  }
}

static void note(struct header header, const char *path, const char *second, const struct iovec *data, int count) {
  int saved = errno;
  size_t left = header.data_length;
  header.path_length = path ? (uint32_t)strlen(path) : 0;
  header.second_length = second ? (uint32_t)strlen(second) : 0;
  put(&header, sizeof header);
  if (path) put(path, header.path_length);
  if (second) put(second, header.second_length);
  for (int i = 0; i < count && left > 0; i++) {
    size_t part = data[i].iov_len < left ? data[i].iov_len : left;
    put(data[i].iov_base, part);
    left -= part;
  }
  errno = saved;
}

static int is_inside(const char *path) {
  return strncmp(path, tree, tree_length) == 0 && (path[tree_length] == '/' || path[tree_length] == 0);
}

static int path_of_fd(int fd, char *out) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, out, PATH_MAX - 1);
  if (length < 0) return 0;
  out[length] = 0;
  return 1;
}

/* The absolute path of an entry with the links in its folder resolved; the entry itself need not exist. */
static int resolve(int dirfd, const char *path, char *out) {
  char joined[2 * PATH_MAX], folder[PATH_MAX];
  int saved = errno;
  if (path[0] == '/') folder[0] = 0;
  else if (dirfd == AT_FDCWD ? !getcwd(folder, sizeof folder) : !path_of_fd(dirfd, folder)) return errno = saved, 0;
  if (snprintf(joined, sizeof joined, "%s%s%s", folder, folder[0] ? "/" : "", path) >= PATH_MAX) return 0;
  size_t length = strlen(joined);
  while (length > 1 && joined[length - 1] == '/') joined[--length] = 0;
  char *slash = strrchr(joined, '/');
  char name[PATH_MAX];
  strcpy(name, slash + 1);
  *(slash == joined ? slash + 1 : slash) = 0;
  int found = realpath(joined, folder) != NULL;
  errno = saved;
  if (!found || strlen(folder) + strlen(name) + 2 > PATH_MAX) return 0;
  sprintf(out, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);
  return is_inside(out);
}

static void unsupported(const char *what, const char *path) {
  note((struct header){.kind = UNSUPPORTED}, path, what, NULL, 0);
}

static void unsupported_fd(const char *what, int fd) {
  char path[PATH_MAX];
  unsupported(what, path_of_fd(fd, path) ? path : "?");
}

/* --- opening and closing ------------------------------------------------------------------------------------- */

static void keep(int fd, uint64_t handle, ino_t inode) {
  handle_of[fd] = handle;
  inode_of[fd] = inode;
  if (fd > highest_fd) highest_fd = fd;
}

static void opened(int fd, int flags) {
  char path[PATH_MAX];
  struct stat status;
  int saved = errno;
  if (fd < 0 || fd >= MAX_FD) return;
  handle_of[fd] = 0;
  if (!path_of_fd(fd, path) || !is_inside(path) || fstat(fd, &status) != 0) return errno = saved, (void)0;
  keep(fd, next_handle++, status.st_ino);
  if ((flags & O_TMPFILE) == O_TMPFILE) unsupported("O_TMPFILE", path);
  note((struct header){.kind = OPEN, .flags = (uint32_t)flags, .mode = status.st_mode, .handle = handle_of[fd]}, path,
       NULL, NULL, 0);
  errno = saved;
}

#define OPENING(call, flags) \
  if (!recording()) return call; \
  lock(); \
  int fd = call; \
  opened(fd, flags); \
  unlock(); \
  return fd

static mode_t mode_argument(int flags, va_list arguments) {
  return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0;
}
#define MODE \
  va_list arguments; \
  va_start(arguments, flags); \
  mode_t mode = mode_argument(flags, arguments); \
  va_end(arguments)

int open(const char *path, int flags, ...) { MODE; OPENING(REAL(open)(path, flags, mode), flags); }
int open64(const char *path, int flags, ...) { MODE; OPENING(REAL(open64)(path, flags, mode), flags); }
int openat(int at, const char *path, int flags, ...) { MODE; OPENING(REAL(openat)(at, path, flags, mode), flags); }
int openat64(int at, const char *path, int flags, ...) { MODE; OPENING(REAL(openat64)(at, path, flags, mode), flags); }
int creat(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int mkstemp(char *name) { OPENING(REAL(mkstemp)(name), O_RDWR | O_CREAT | O_EXCL); }
int mkstemp64(char *name) { OPENING(REAL(mkstemp64)(name), O_RDWR | O_CREAT | O_EXCL); }

static void forget(int fd) {
  if (handle_of[fd] == 0) return;
  uint64_t handle = handle_of[fd];
  handle_of[fd] = 0;
  for (int other = 0; other <= highest_fd; other++) if (handle_of[other] == handle) return;
  note((struct header){.kind = CLOSE, .handle = handle}, NULL, NULL, NULL, 0);
}

int close(int fd) {
  if (fd >= 0 && fd == log_fd) return 0;
  if (!is_tracked(fd)) return REAL(close)(fd);
  lock();
  int result = REAL(close)(fd);
  forget(fd);
  unlock();
  return result;
}

#define DUPLICATING(call, from) \
  if (!recording()) return call; \
  lock(); \
  int copy = call; \
  if (copy >= 0 && copy < MAX_FD && copy != from) { \
    forget(copy); \
    if (from < MAX_FD) keep(copy, handle_of[from], inode_of[from]); \
  } \
  unlock(); \
  return copy

int dup(int fd) { DUPLICATING(REAL(dup)(fd), fd); }
int dup2(int fd, int to) { DUPLICATING(REAL(dup2)(fd, to), fd); }
int dup3(int fd, int to, int flags) { DUPLICATING(REAL(dup3)(fd, to, flags), fd); }

#define ARGUMENT(last) \
  va_list arguments; \
  va_start(arguments, last); \
  void *argument = va_arg(arguments, void *); \
  va_end(arguments)

int fcntl64(int fd, int command, ...) {
  ARGUMENT(command);
  if (command != F_DUPFD && command != F_DUPFD_CLOEXEC) return REAL(fcntl64)(fd, command, argument);
  DUPLICATING(REAL(fcntl64)(fd, command, argument), fd);
}
int fcntl(int fd, int command, ...) {
  ARGUMENT(command);
  return fcntl64(fd, command, argument);
}

/* --- writing --------------------------------------------------------------------------------------------------- */

/* offset < 0: at the current position, which after an appending write is known too. */
static void wrote(int fd, ssize_t length, off_t offset, const struct iovec *data, int count) {
  if (length <= 0) return;
  int tracked = handle_of[fd] != 0;
  if (tracked && offset < 0) offset = lseek(fd, 0, SEEK_CUR) - length;
  note((struct header){.kind = tracked ? WRITE : REPORT,
                       .handle = handle_of[fd],
                       .offset = tracked ? offset : 0,
                       .data_length = (uint32_t)length},
       NULL, NULL, data, count);
}

#define WRITING(call, offset, ...) \
  if (!is_tracked(fd) && !(fd == STDOUT_FILENO && recording())) return call; \
  lock(); \
  ssize_t length = call; \
  wrote(fd, length, offset, __VA_ARGS__); \
  unlock(); \
  return length
#define ONE(bytes, size) (&(struct iovec){(void *)(uintptr_t)bytes, size}), 1

ssize_t write(int fd, const void *bytes, size_t size) { WRITING(REAL(write)(fd, bytes, size), -1, ONE(bytes, size)); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
  WRITING(REAL(pwrite)(fd, bytes, size, at), at, ONE(bytes, size));
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  WRITING(REAL(pwrite64)(fd, bytes, size, at), at, ONE(bytes, size));
}
ssize_t writev(int fd, const struct iovec *v, int n) { WRITING(REAL(writev)(fd, v, n), -1, v, n); }
ssize_t pwritev(int fd, const struct iovec *v, int n, off_t at) { WRITING(REAL(pwritev)(fd, v, n, at), at, v, n); }
ssize_t pwritev64(int fd, const struct iovec *v, int n, off64_t at) {
  WRITING(REAL(pwritev64)(fd, v, n, at), at, v, n);
}
ssize_t pwritev2(int fd, const struct iovec *v, int n, off_t at, int flags) {
  WRITING(REAL(pwritev2)(fd, v, n, at, flags), at, v, n);
}
ssize_t pwritev64v2(int fd, const struct iovec *v, int n, off64_t at, int flags) {
  WRITING(REAL(pwritev64v2)(fd, v, n, at, flags), at, v, n);
}

static void resized(int fd) {
  struct stat status;
  if (fstat(fd, &status) != 0) abort();
  note((struct header){.kind = TRUNCATE, .handle = handle_of[fd], .offset = status.st_size}, NULL, NULL, NULL, 0);
}

#define ON_FD(call, then) \
  if (!is_tracked(fd)) return call; \
  lock(); \
  int result = call; \
  if (result == 0) then; \
  unlock(); \
  return result
#define SYNCED note((struct header){.kind = SYNC, .handle = handle_of[fd]}, NULL, NULL, NULL, 0)

int ftruncate(int fd, off_t size) { ON_FD(REAL(ftruncate)(fd, size), resized(fd)); }
int ftruncate64(int fd, off64_t size) { ON_FD(REAL(ftruncate64)(fd, size), resized(fd)); }
int posix_fallocate(int fd, off_t at, off_t size) { ON_FD(REAL(posix_fallocate)(fd, at, size), resized(fd)); }
int posix_fallocate64(int fd, off64_t at, off64_t size) { ON_FD(REAL(posix_fallocate64)(fd, at, size), resized(fd)); }
int fallocate(int fd, int mode, off_t at, off_t size) {
  ON_FD(REAL(fallocate)(fd, mode, at, size), mode == 0 ? resized(fd) : unsupported_fd("fallocate", fd));
}
int fallocate64(int fd, int mode, off64_t at, off64_t size) { return fallocate(fd, mode, at, size); }
int truncate(const char *path, off_t size) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  int result = ftruncate(fd, size), saved = errno;
  close(fd);
  errno = saved;
  return result;
}
int truncate64(const char *path, off64_t size) { return truncate(path, size); }
int fsync(int fd) { ON_FD(REAL(fsync)(fd), SYNCED); }
int fdatasync(int fd) { ON_FD(REAL(fdatasync)(fd), SYNCED); }
/* sync_file_range, sync and syncfs are not recorded: for the replayer they make nothing durable. */

/* --- names ----------------------------------------------------------------------------------------------------- */

/* Paths are resolved before the call, while what they name still exists. */
#define ON_NAME(call, KIND, at, path, made_mode) \
  if (!recording()) return call; \
  lock(); \
  char resolved[PATH_MAX]; \
  int inside = resolve(at, path, resolved); \
  int result = call; \
  if (result == 0 && inside) note((struct header){.kind = KIND, .mode = made_mode}, resolved, NULL, NULL, 0); \
  unlock(); \
  return result
#define ON_TWO_NAMES(call, KIND, from_at, from, to_at, to, odd) \
  if (!recording()) return call; \
  lock(); \
  char first[PATH_MAX], second[PATH_MAX]; \
  int first_inside = resolve(from_at, from, first), second_inside = resolve(to_at, to, second); \
  int result = call; \
  if (result == 0 && first_inside && second_inside && !(odd)) \
    note((struct header){.kind = KIND}, first, second, NULL, 0); \
  else if (result == 0 && (first_inside || second_inside)) \
    unsupported((odd) ? "an unusual kind of " #KIND : #KIND " across the border", first_inside ? first : second); \
  unlock(); \
  return result

int rename(const char *from, const char *to) {
  ON_TWO_NAMES(REAL(rename)(from, to), RENAME, AT_FDCWD, from, AT_FDCWD, to, 0);
}
int renameat(int from_at, const char *from, int to_at, const char *to) {
  ON_TWO_NAMES(REAL(renameat)(from_at, from, to_at, to), RENAME, from_at, from, to_at, to, 0);
}
int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
  ON_TWO_NAMES(REAL(renameat2)(from_at, from, to_at, to, flags), RENAME, from_at, from, to_at, to,
               flags & ~(unsigned)RENAME_NOREPLACE);
}
int link(const char *from, const char *to) {
  ON_TWO_NAMES(REAL(link)(from, to), LINK, AT_FDCWD, from, AT_FDCWD, to, 0);
}
int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
  ON_TWO_NAMES(REAL(linkat)(from_at, from, to_at, to, flags), LINK, from_at, from, to_at, to, flags != 0);
}
int symlink(const char *target, const char *path) {
  (void)target;
  ON_NAME(REAL(symlink)(target, path), UNSUPPORTED, AT_FDCWD, path, 0);
}
int unlink(const char *path) { ON_NAME(REAL(unlink)(path), UNLINK, AT_FDCWD, path, 0); }
int rmdir(const char *path) { ON_NAME(REAL(rmdir)(path), RMDIR, AT_FDCWD, path, 0); }
int unlinkat(int at, const char *path, int flags) {
  ON_NAME(REAL(unlinkat)(at, path, flags), (flags & AT_REMOVEDIR) ? RMDIR : UNLINK, at, path, 0);
}
int remove(const char *path) {
  struct stat status;
  if (lstat(path, &status) != 0) return -1;
  return S_ISDIR(status.st_mode) ? rmdir(path) : unlink(path);
}
int mkdir(const char *path, mode_t mode) { ON_NAME(REAL(mkdir)(path, mode), MKDIR, AT_FDCWD, path, mode); }
int mkdirat(int at, const char *path, mode_t mode) { ON_NAME(REAL(mkdirat)(at, path, mode), MKDIR, at, path, mode); }
char *mkdtemp(char *name) {
  char *made = REAL(mkdtemp)(name), resolved[PATH_MAX];
  if (made && recording()) {
    lock();
    if (resolve(AT_FDCWD, made, resolved)) note((struct header){.kind = MKDIR, .mode = 0700}, resolved, NULL, NULL, 0);
    unlock();
  }
  return made;
}

/* --- ways round write() ------------------------------------------------------------------------------------------ */

static int not_available(int code) { return errno = code, -1; }

ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t size, unsigned flags) {
  if (is_tracked(out)) return not_available(ENOSYS);
  return REAL(copy_file_range)(in, in_at, out, out_at, size, flags);
}
ssize_t sendfile(int out, int in, off_t *at, size_t size) {
  return is_tracked(out) ? not_available(EINVAL) : REAL(sendfile)(out, in, at, size);
}
ssize_t sendfile64(int out, int in, off64_t *at, size_t size) {
  return is_tracked(out) ? not_available(EINVAL) : REAL(sendfile64)(out, in, at, size);
}
int ioctl(int fd, unsigned long request, ...) {
  ARGUMENT(request);
  if ((request == 0x40049409 || request == 0x4020940d) && is_tracked(fd)) return not_available(EOPNOTSUPP); /* FICLONE */
  return REAL(ioctl)(fd, request, argument);
}
long syscall(long number, ...) {
  long v[6];
  va_list arguments;
  va_start(arguments, number);
  for (int i = 0; i < 6; i++) v[i] = va_arg(arguments, long);
  va_end(arguments);
  if (number == SYS_close) return close((int)v[0]); /* libuv closes files so */
  if (recording() && number == SYS_io_uring_setup) return not_available(ENOSYS);
  if (number == SYS_copy_file_range && is_tracked((int)v[2])) return not_available(ENOSYS);
  return REAL(syscall)(number, v[0], v[1], v[2], v[3], v[4], v[5]);
}

#define MAPPING(call) \
  if ((flags & MAP_SHARED) && (protection & PROT_WRITE) && is_tracked(fd)) { \
    lock(); \
    unsupported_fd("a writable shared mapping", fd); \
    unlock(); \
  } \
  return call
void *mmap(void *where, size_t size, int protection, int flags, int fd, off_t at) {
  MAPPING(REAL(mmap)(where, size, protection, flags, fd, at));
}
void *mmap64(void *where, size_t size, int protection, int flags, int fd, off64_t at) {
  MAPPING(REAL(mmap64)(where, size, protection, flags, fd, at));
}

#define STDIO(call) \
  char resolved[PATH_MAX]; \
  if (recording() && strpbrk(how, "wa+") && resolve(AT_FDCWD, path, resolved)) { \
    lock(); \
    unsupported("stdio", resolved); \
    unlock(); \
  } \
  return call
FILE *fopen(const char *path, const char *how) { STDIO(REAL(fopen)(path, how)); }
FILE *fopen64(const char *path, const char *how) { STDIO(REAL(fopen64)(path, how)); }
