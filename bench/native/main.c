/*
 * Answers lines on standard input: `setup KEY MESSAGE` (hex) with `ready`, `check OPERATION` with the result in hex, and
 * `time OPERATION MICROSECONDS`, the least to spend, with the nanoseconds of one run.
 */
#include <stdio.h>
#include <time.h>
#include "eddsa.h"

static uint8_t private_key[32], message[MESSAGE], out[96], key[64], signature[96];
static fe element, inputs[2];
static signer own;
static verifier other;

static void run_public_key(void) { public_key(out, private_key); }
static void run_sign(void) { sign(out, private_key, message); }
static void run_sign_prepared(void) { sign_prepared(out, &own, message); }
static void run_verify(void) { out[0] = (uint8_t)verify(key, signature, message); }
static void run_verify_prepared(void) { out[0] = (uint8_t)verify_prepared(&other, signature, message); }
static void run_refuse(void) {
  signature[64] ^= 1;
  out[0] = (uint8_t)(verify(key, signature, message) | verify_prepared(&other, signature, message));
  signature[64] ^= 1;
}
static void run_pedersen(void) { pedersen(out, message, 48); }
static void run_poseidon(void) { poseidon3(out, inputs); }
static void run_sign_poseidon(void) { sign_poseidon(out, private_key, element); }

static const struct { const char *name; void (*run)(void); int size; } operations[] = {
    {"publicKey", run_public_key, 64}, {"sign", run_sign, 96},
    {"signPrepared", run_sign_prepared, 96}, {"verify", run_verify, 1},
    {"verifyPrepared", run_verify_prepared, 1}, {"pedersen", run_pedersen, 32},
    {"poseidon", run_poseidon, 32}, {"signPoseidon", run_sign_poseidon, 96},
    {"refuse", run_refuse, 1},
};

static void unhex(uint8_t *bytes, const char *hex, int length) {
  for (int i = 0; i < length; i++) sscanf(hex + 2 * i, "%2hhx", &bytes[i]);
}

/* Elements are the halves of the message, with the top bits cleared. */
static void setup(const char *hex_key, const char *hex_message) {
  unhex(private_key, hex_key, 32);
  unhex(message, hex_message, MESSAGE);
  for (int i = 0; i < 2; i++) {
    fe raw;
    memcpy(raw, message + 32 * i, 32);
    raw[3] &= 0x0fffffffffffffff;
    fe_mul(inputs[i], raw, SQUARED);
  }
  fe_copy(element, inputs[0]);
  public_key(key, private_key);
  sign(signature, private_key, message);
  prepare_signer(&own, private_key);
  prepare_verifier(&other, key);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static double measure(void (*run)(void), double least) {
  double started = now(), spent;
  long count = 0;
  do {
    for (int i = 0; i < 16; i++) run();
    count += 16;
    spent = now() - started;
  } while (spent < least * 1000);
  return spent / count;
}

int main(void) {
  char line[512], name[32], a[129], b[129];
  prepare(&base8, &BASE8);
  prepare_pedersen();
  while (fgets(line, sizeof line, stdin)) {
    double least;
    if (sscanf(line, "setup %128s %128s", a, b) == 2) {
      setup(a, b);
      puts("ready");
    } else
      for (unsigned i = 0; i < sizeof operations / sizeof *operations; i++) {
        if (sscanf(line, "check %31s", name) == 1 && strcmp(name, operations[i].name) == 0) {
          operations[i].run();
          for (int j = 0; j < operations[i].size; j++) printf("%02x", out[j]);
          puts("");
        } else if (sscanf(line, "time %31s %lf", name, &least) == 2 && strcmp(name, operations[i].name) == 0)
          printf("%.1f\n", measure(operations[i].run, least));
      }
    fflush(stdout);
  }
}
