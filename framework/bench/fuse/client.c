/*
 * Measures single calls: client stat|read SEED FILE-OF-PATHS; or client pipe ROUNDS: a byte to another process and back, what
 * waking each other costs on this machine. Prints p50 and p99 in microseconds.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static int ascending(const void *one, const void *other) {
  double difference = *(const double *)one - *(const double *)other;
  return difference < 0 ? -1 : difference > 0;
}

static void print(double *took, size_t all) {
  qsort(took, all, sizeof *took, ascending);
  printf("%.1f %.1f\n", took[all / 2], took[all * 99 / 100]);
}

static int measurePipe(size_t rounds) {
  int there[2], back[2];
  char byte = 0;
  if (pipe(there) != 0 || pipe(back) != 0) return 1;
  if (fork() == 0) {
    close(there[1]);
    while (read(there[0], &byte, 1) == 1)
      if (write(back[1], &byte, 1) != 1) break;
    _exit(0);
  }
  close(there[0]);
  double *took = malloc(rounds * sizeof *took);
  for (size_t at = 0; at < rounds; at++) {
    double began = now();
    if (write(there[1], &byte, 1) != 1 || read(back[0], &byte, 1) != 1) return 1;
    took[at] = now() - began;
  }
  print(took, rounds);
  return 0;
}

int main(int count, char **words) {
  if (count == 3 && strcmp(words[1], "pipe") == 0) return measurePipe((size_t)atol(words[2]));
  if (count != 4) return 2;
  int reads = strcmp(words[1], "read") == 0;
  srand((unsigned)atoi(words[2]));
  FILE *list = fopen(words[3], "r");
  if (!list) return 1;
  size_t paths = 0, room = 1 << 16;
  char **path = malloc(room * sizeof *path);
  char *line = NULL;
  size_t size = 0;
  ssize_t length;
  while ((length = getline(&line, &size, list)) > 0) {
    line[length - 1] = 0;
    if (paths == room) path = realloc(path, (room *= 2) * sizeof *path);
    path[paths++] = strdup(line);
  }
  for (size_t at = paths; at > 1; at--) {
    size_t other = (size_t)rand() % at;
    char *swapped = path[at - 1];
    path[at - 1] = path[other];
    path[other] = swapped;
  }
  double *took = malloc(paths * sizeof *took);
  static char text[1 << 20];
  for (size_t at = 0; at < paths; at++) {
    double began = now();
    if (reads) {
      int file = open(path[at], O_RDONLY);
      if (file < 0 || read(file, text, sizeof text) < 0) return 1;
      close(file);
    } else {
      struct stat about;
      if (stat(path[at], &about) != 0) return 1;
    }
    took[at] = now() - began;
  }
  print(took, paths);
  return 0;
}
