/* Multiples of fixed points, and the Pedersen hash. */
#pragma once
#include <stdlib.h>
#include "curve.h"

enum { WINDOW = 5, WINDOWS = 51, ENTRIES = 1 << (WINDOW - 1), SEGMENT = 25, MAX_SEGMENTS = 8 };

typedef struct { affine entries[WINDOWS][ENTRIES]; } fixed_base;

/* entries[w][k] = (k + 1) · 2^(step · w) · p */
static void fill(affine *entries, const point *p, int windows, int count, int step) {
  extended *all = malloc(sizeof(extended) * windows * count), base;
  fe *scratch = malloc(sizeof(fe) * windows * count);
  extend(&base, p);
  for (int w = 0; w < windows; w++) {
    affine one;
    extended *row = all + w * count;
    normalize(&base, 1, scratch);
    to_table(&one, &base);
    row[0] = base;
    for (int k = 1; k < count; k++) add_affine(&row[k], &row[k - 1], &one);
    for (int i = 0; i < step; i++) double_point(&base, &base, 1);
  }
  normalize(all, windows * count, scratch);
  for (int i = 0; i < windows * count; i++) to_table(&entries[i], &all[i]);
  free(all);
  free(scratch);
}

static void prepare(fixed_base *table, const point *p) { fill(table->entries[0], p, WINDOWS, ENTRIES, WINDOW); }

/* Digits from -16 to 15 of a scalar below 2^254. */
INLINE void recode(int8_t *digits, const uint64_t scalar[4]) {
  int carry = 0;
  for (int w = 0; w < WINDOWS; w++) {
    int at = w * WINDOW, limb = at / 64, shift = at % 64;
    uint64_t bits = scalar[limb] >> shift;
    if (shift > 64 - WINDOW && limb < 3) bits |= scalar[limb + 1] << (64 - shift);
    int digit = (int)(bits & (2 * ENTRIES - 1)) + carry;
    carry = (digit + ENTRIES) >> WINDOW;
    digits[w] = (int8_t)(digit - (carry << WINDOW));
  }
}

/* Reads every entry, so that no address depends on the digit; the neutral element for 0. */
INLINE void scan(affine *r, const affine *entries, int digit) {
  uint64_t negative = (uint64_t)((int64_t)digit >> 63), size = (uint64_t)(digit ^ (int)negative) - negative;
  uint64_t *out = (uint64_t *)r, none = ((size - 1) >> 63) ? ~0ull : 0;
  for (int i = 0; i < 12; i++) out[i] = i < 8 ? ONE[i % 4] & none : 0;
  for (uint64_t k = 1; k <= ENTRIES; k++) {
    uint64_t difference = k ^ size, mask = -(((difference | -difference) >> 63) ^ 1);
    const uint64_t *in = (const uint64_t *)&entries[k - 1];
    for (int i = 0; i < 12; i++) out[i] |= in[i] & mask;
  }
  negate_affine(r, negative);
}

/* Adds scalar · base to r; `hidden` scalars by scans. */
static void add_multiple(extended *r, const fixed_base *table, const uint64_t scalar[4], int hidden) {
  int8_t digits[WINDOWS];
  recode(digits, scalar);
  for (int w = 0; w < WINDOWS; w++) {
    affine entry;
    int digit = digits[w];
    if (hidden) scan(&entry, table->entries[w], digit);
    else if (digit == 0) continue;
    else {
      entry = table->entries[w][abs(digit) - 1];
      negate_affine(&entry, -(uint64_t)(digit < 0));
    }
    add_affine(r, r, &entry);
  }
}

/* For each byte of a message the sums of its two windows, up to the sign: three bits of size each, and whether the signs differ. */
typedef struct { affine entries[128]; } byte_table;
static byte_table *byte_tables;

static void prepare_pedersen(void) {
  affine *windows = malloc(sizeof(affine) * 2 * SEGMENT * 8);
  extended *sums = malloc(sizeof(extended) * SEGMENT * 128);
  fe *scratch = malloc(sizeof(fe) * SEGMENT * 128);
  byte_tables = malloc(sizeof(byte_table) * MAX_SEGMENTS * SEGMENT);
  for (int segment = 0; segment < MAX_SEGMENTS; segment++) {
    fill(windows, &PEDERSEN_BASES[segment], 2 * SEGMENT, 8, 5);
    for (int i = 0; i < SEGMENT * 128; i++) {
      affine *pair = windows + i / 128 * 16, low = pair[i & 7];
      negate_affine(&low, -(uint64_t)(i >> 6 & 1));
      sums[i] = IDENTITY;
      add_affine(&sums[i], &sums[i], &pair[8 + (i >> 3 & 7)]);
      add_affine(&sums[i], &sums[i], &low);
    }
    normalize(sums, SEGMENT * 128, scratch);
    for (int i = 0; i < SEGMENT * 128; i++) to_table(&byte_tables[segment * SEGMENT].entries[i], &sums[i]);
  }
  free(windows);
  free(sums);
  free(scratch);
}

/* Adds the windows of `length` bytes that start at byte `at` of a message: three bits of size, one of sign. */
static void add_pedersen(extended *r, int at, const uint8_t *bytes, int length) {
  for (int i = 0; i < length; i++) {
    unsigned byte = bytes[i], differ = (byte >> 3 ^ byte >> 7) & 1;
    affine entry = byte_tables[at + i].entries[(byte & 7) | (byte >> 4 & 7) << 3 | differ << 6];
    negate_affine(&entry, -(uint64_t)(byte >> 7));
    add_affine(r, r, &entry);
  }
}

static void finish_pedersen(uint8_t out[32], extended *sum) {
  fe scratch[1];
  normalize(sum, 1, scratch);
  pack(out, sum);
}

static void pedersen(uint8_t out[32], const uint8_t *message, int length) {
  extended sum = IDENTITY;
  add_pedersen(&sum, 0, message, length);
  finish_pedersen(out, &sum);
}
