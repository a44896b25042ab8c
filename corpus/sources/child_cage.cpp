// Limits of the kernel, and a filter of system calls that answers EPERM.
#include "corpus/sources/child_cage.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <fstream>
#include <system_error>
#include <vector>

namespace corpus {
namespace {

// Sanitizers map terabytes and start processes of their own to name the lines of a fault.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

#if defined(__x86_64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kMachine = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kMachine = 0;  // the limits alone
#endif

[[noreturn]] void fail(const char* what) {
  throw SourceError(std::string("the process that was to read it could not ") + what + ": " +
                    std::error_code(errno, std::generic_category()).message());
}

void limit(__rlimit_resource what, rlim_t most) {
  rlimit wanted{most, most};
  rlimit now{};
  if (getrlimit(what, &now) == 0 && now.rlim_max < most) wanted = {now.rlim_max, now.rlim_max};
  if (setrlimit(what, &wanted) != 0) fail("limit itself");
}

// Bytes of address space that are mapped already.
rlim_t mapped() {
  std::ifstream file("/proc/self/statm");
  rlim_t pages = 0;
  file >> pages;
  return pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
}

// System calls that reading a file needs never.
constexpr auto kForbidden = std::to_array<long>({
  SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_execve, SYS_execveat, SYS_ptrace, SYS_clone,
      SYS_clone3, SYS_kill, SYS_tkill, SYS_process_vm_readv, SYS_process_vm_writev, SYS_unlinkat,
      SYS_renameat, SYS_renameat2, SYS_linkat, SYS_symlinkat, SYS_mkdirat, SYS_mknodat, SYS_fchmodat,
      SYS_fchownat, SYS_fchmod, SYS_fchown, SYS_truncate, SYS_mount, SYS_umount2, SYS_bpf, SYS_keyctl,
      SYS_perf_event_open, SYS_io_uring_setup, SYS_pidfd_getfd, SYS_unshare, SYS_setns, SYS_chroot,
      SYS_pivot_root, SYS_openat2,
#if defined(__x86_64__)
      SYS_fork, SYS_vfork, SYS_unlink, SYS_rename, SYS_link, SYS_symlink, SYS_mkdir, SYS_rmdir, SYS_mknod,
      SYS_chmod, SYS_chown, SYS_lchown, SYS_creat,
#endif
});

sock_filter load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}
sock_filter answer(std::uint32_t what) { return BPF_STMT(BPF_RET | BPF_K, what); }
sock_filter unless_equal(std::uint32_t value, std::uint8_t skip) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip);
}

constexpr std::uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;

// Opening is for reading alone: the flags are the argument `place` of the call.
void forbid_opening_to_write(std::vector<sock_filter>& filter, long call, std::size_t place) {
  filter.push_back(unless_equal(static_cast<std::uint32_t>(call), 4));
  filter.push_back(load(offsetof(seccomp_data, args) + place * sizeof(std::uint64_t)));
  filter.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 0, 1));
  filter.push_back(answer(kRefuse));
  filter.push_back(answer(SECCOMP_RET_ALLOW));
}

void filter_calls() {
  if (kMachine == 0) return;
  std::vector<sock_filter> filter{load(offsetof(seccomp_data, arch)), unless_equal(kMachine, 1),
                                  BPF_JUMP(BPF_JMP | BPF_JA, 1, 0, 0), answer(kRefuse),
                                  load(offsetof(seccomp_data, nr))};
#if defined(__x86_64__)
  constexpr std::uint32_t kX32 = 0x40000000;  // the same calls under other numbers
  filter.push_back(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kX32, 0, 1));
  filter.push_back(answer(kRefuse));
#endif
  for (const long call : kForbidden) {
    filter.push_back(unless_equal(static_cast<std::uint32_t>(call), 1));
    filter.push_back(answer(kRefuse));
  }
#if defined(__x86_64__)
  forbid_opening_to_write(filter, SYS_open, 1);
#endif
  forbid_opening_to_write(filter, SYS_openat, 2);
  filter.push_back(answer(SECCOMP_RET_ALLOW));
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  // A kernel without filters (ENOSYS, EINVAL) leaves the limits: they are what ends a runaway.
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0 && errno != ENOSYS && errno != EINVAL)
    fail("give up what it does not need");
}

void close_all_but(int pipe) {
  constexpr unsigned kStandard = 3;  // standard input, output and error, by which nothing is said
  const auto kept = static_cast<unsigned>(pipe);
  if (kept > kStandard) (void)syscall(SYS_close_range, kStandard, kept - 1, 0);
  (void)syscall(SYS_close_range, kept + 1, ~0U, 0);
}

// A handler of the parent's (for Ctrl-C, say) would run here too.
void forget_handlers() {
  for (int signal = 1; signal < SIGRTMIN; ++signal) (void)::signal(signal, SIG_DFL);
  (void)::signal(SIGPIPE, SIG_IGN);  // a parent that went away is told by write()
  (void)::signal(SIGXFSZ, SIG_IGN);  // a warning of a library's to a log is lost, no more
  // Whoever stops the import stops both; the parent ends between two batches, and this process with it.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) (void)::signal(signal, SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  (void)sigprocmask(SIG_SETMASK, &none, nullptr);
}

}  // namespace

void enter_cage(int pipe, pid_t parent, const ChildLimits& limits) {
  forget_handlers();
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) fail("follow its parent");
  if (getppid() != parent) _exit(0);  // it went before that line
  close_all_but(pipe);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail("give up its rights");
  if (kSanitized) return;
  if (limits.memory > 0) limit(RLIMIT_AS, mapped() + limits.memory);
  filter_calls();
}

void allow_cpu(std::chrono::seconds more) {
  rusage used{};
  rlimit now{};
  if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &now) != 0) fail("limit its time");
  const auto spent = used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1;  // parts of a second count as one
  const rlim_t wanted = static_cast<rlim_t>(spent) + static_cast<rlim_t>(more.count());
  if (now.rlim_cur == wanted) return;
  now.rlim_cur = now.rlim_max == RLIM_INFINITY || wanted < now.rlim_max ? wanted : now.rlim_max;
  if (setrlimit(RLIMIT_CPU, &now) != 0) fail("limit its time");
}

}  // namespace corpus
