/* Measures single calls: client stat|read SEED FILE-OF-PATHS. Prints p50 and p99 in microseconds. */
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

int main(int count, char **words) {
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
  qsort(took, paths, sizeof *took, ascending);
  printf("%.1f %.1f\n", took[paths / 2], took[paths * 99 / 100]);
  return 0;
}
