/* Poseidon. The partial rounds are one recurrence: the element that goes through the S-box is a sum over the last ones and their fifth powers. */
#pragma once
#include "constants.h"
#include "field.h"

INLINE void fifth_power(fe r, const fe a) {
  fe s;
  fe_sqr(s, a);
  fe_sqr(s, s);
  fe_mul(r, s, a);
}

/* Four rounds; of the last one only `outputs` elements. */
INLINE void full_rounds(fe *state, const fe *constants, const fe *matrix, int t, int outputs) {
  for (int round = 0; round < 4; round++) {
    fe boxed[6];
    for (int i = 0; i < t; i++) {
      fe_add(boxed[i], state[i], constants[round * t + i]);
      fifth_power(boxed[i], boxed[i]);
    }
    for (int i = 0; i < (round < 3 ? t : outputs); i++) fe_dot(state[i], boxed, matrix + i * t, t);
  }
}

/*
 * `first`: the elements of the first t - 1 rounds, each from the state and the fifth powers before it; `step`: coefficients of the recurrence,
 * newest first; `last`: the state from the last t elements and the t - 1 fifth powers between them.
 */
INLINE void permute(fe *state, const poseidon_constants *c, int t) {
  fe history[11];
  fe xs[80], ys[80];
  full_rounds(state, c->before, c->matrix, t, t);
  for (int r = 0; r < t; r++) {
    for (int i = 0; i < t; i++) fe_copy(history[i], state[i]);
    for (int i = 0; i < r; i++) fe_copy(history[t + i], ys[i]);
    fe_dot(xs[r], history, c->first[r], t + r);
    fe_add(xs[r], xs[r], c->partial[r]);
    if (r < c->rounds) fifth_power(ys[r], xs[r]);
  }
  for (int r = t; r <= c->rounds; r++) {
    for (int i = 0; i < t - 1; i++) fe_copy(history[i], xs[r - 1 - i]);
    for (int i = 0; i < t; i++) fe_copy(history[t - 1 + i], ys[r - 1 - i]);
    fe_dot(xs[r], history, c->step, 2 * t - 1);
    fe_add(xs[r], xs[r], c->partial[r]);
    if (r < c->rounds) fifth_power(ys[r], xs[r]);
  }
  for (int i = 0; i < t; i++) fe_copy(history[i], xs[c->rounds - t + 1 + i]);
  for (int i = 0; i < t - 1; i++) fe_copy(history[t + i], ys[c->rounds - t + 1 + i]);
  fe_copy(state[0], xs[c->rounds]);
  for (int i = 1; i < t; i++) {
    fe_dot(state[i], history, c->last[i], 2 * t - 1);
    fe_add(state[i], state[i], c->last_constants[i]);
  }
  full_rounds(state, c->after, c->matrix, t, 1);
}

static void poseidon3(uint8_t out[32], const fe inputs[2]) {
  fe state[3] = {{0}};
  memcpy(state[1], inputs, sizeof(fe) * 2);
  permute(state, &POSEIDON3, 3);
  fe_to_bytes(out, state[0]);
}

static void poseidon6(uint8_t out[32], const fe inputs[5]) {
  fe state[6] = {{0}};
  memcpy(state[1], inputs, sizeof(fe) * 5);
  permute(state, &POSEIDON6, 6);
  fe_to_bytes(out, state[0]);
}
