// Times commands against each other: A B C, A B C, … so that a machine that gets slower or faster
// meanwhile does so for all of them.
//
//   pair ROUNDS COMMAND [-- COMMAND]…      COMMAND: DIRECTORY [NAME=VALUE…] PROGRAM [ARGUMENT…]
//
// Prints a line for each command: the nanoseconds of each round, from before the fork until after
// the wait. The first of the rounds is a rehearsal and is not counted.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { most = 16 };

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void start(char **words) {
  if (chdir(*words++) != 0) _exit(120);
  while (strchr(*words, '=') != NULL) putenv(*words++);
  execv(*words, words);
  _exit(121);
}

static long long run(char **words) {
  int status;
  long long before = now();
  pid_t child = fork();
  if (child == 0) start(words);
  if (child < 0) {
    perror("pair: fork");
    exit(1);
  }
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  long long after = now();
  if (status != 0) {
    fprintf(stderr, "pair: status %d:", WIFEXITED(status) ? WEXITSTATUS(status) : -1);
    for (; *words != NULL; words++) fprintf(stderr, " %s", *words);
    fprintf(stderr, "\n");
    exit(1);
  }
  return after - before;
}

int main(int count, char **arguments) {
  char **commands[most];
  int known = 0;
  long rounds = count > 2 ? atol(arguments[1]) : 0;
  if (rounds < 1) return 64;
  commands[known++] = arguments + 2;
  for (int index = 2; index < count; index++) {
    if (strcmp(arguments[index], "--") != 0) continue;
    arguments[index] = NULL;
    if (known == most) return 64;
    commands[known++] = arguments + index + 1;
  }
  // The results go to a copy of standard output; what the commands say goes nowhere.
  FILE *results = fdopen(fcntl(1, F_DUPFD_CLOEXEC, 3), "w");
  int nowhere = open("/dev/null", O_RDWR);
  long long *times = calloc((size_t)(rounds * known), sizeof *times);
  if (results == NULL || nowhere < 0 || times == NULL) return 1;
  dup2(nowhere, 0);
  dup2(nowhere, 1);
  for (long round = -1; round < rounds; round++) {
    for (int step = 0; step < known; step++) {
      // Whoever comes first after another program's end must not always be the same.
      int which = (int)((round + 1 + step) % known);
      long long time = run(commands[which]);
      if (round >= 0) times[which * rounds + round] = time;
    }
  }
  for (int which = 0; which < known; which++) {
    for (long round = 0; round < rounds; round++) {
      fprintf(results, "%lld ", times[which * rounds + round]);
    }
    fprintf(results, "\n");
  }
  return fclose(results) == 0 ? 0 : 1;
}
