// Runs Swift's tasks, and so the tests, on twice as many threads as there are cores, the newest first.
//
// Swift itself takes a thread a core. A test of a program waits for it, and often the program waits
// as well, for a server or for its next attempt: a core would be idle meanwhile. Swift also takes the
// oldest task first, and all tests are tasks from the start: the second test of a serialized suite
// would come after all others, with nothing beside it, and the seconds of a test would be those of
// the run. The hook is the one that the runtime has for executors of one's own; without it the tests
// only take longer.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#define SWIFT __attribute__((swiftcall))

typedef struct job job;
typedef struct {
  void *identity;
  void *implementation;
} executor;
typedef SWIFT void (*original)(job *);
typedef SWIFT void (*hook)(job *, original);
typedef SWIFT void (*runner)(job *, executor);

struct entry {
  job *job;
  struct entry *next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static struct entry *newest;
static pthread_once_t started = PTHREAD_ONCE_INIT;
static runner run;

static void *work(void *nothing) {
  for (;;) {
    pthread_mutex_lock(&lock);
    while (!newest) pthread_cond_wait(&filled, &lock);
    struct entry *entry = newest;
    newest = entry->next;
    pthread_mutex_unlock(&lock);
    job *next = entry->job;
    free(entry);
    run(next, (executor){NULL, NULL});
  }
  return nothing;
}

static void start(void) {
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  for (long number = 0; number < 2 * (cores < 1 ? 1 : cores); number++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, NULL) == 0) {
      pthread_detach(thread);
    } else if (number == 0) {
      abort();
    }
  }
}

static SWIFT void enqueue(job *next, original original) {
  struct entry *entry = malloc(sizeof *entry);
  if (!entry) return original(next);
  pthread_once(&started, start);
  pthread_mutex_lock(&lock);
  *entry = (struct entry){next, newest};
  newest = entry;
  pthread_cond_signal(&filled);
  pthread_mutex_unlock(&lock);
}

__attribute__((constructor)) static void widen(void) {
  hook *place = dlsym(RTLD_DEFAULT, "swift_task_enqueueGlobal_hook");
  run = (runner)dlsym(RTLD_DEFAULT, "swift_job_run");
  if (place && run) *place = enqueue;
}
