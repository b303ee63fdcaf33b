/* Poseidon, with the partial rounds as a recurrence: the constants are those of the package. */
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
 * The partial rounds: `own` and `box` give the next element from the last ones and their fifth powers, the newest first. While there are too few of
 * them, `outputs` and `impulse` give it from the state. Running on with fifth powers of zero gives what determines the final state.
 */
INLINE void partial_rounds(fe *state, const poseidon_constants *c, int t) {
  const int order = t - 1;
  fe z[80], y[80], terms[11];
  fe_copy(z[0], state[0]);
  for (int r = 0; r < c->rounds + order; r++) {
    fe boxed = {0};
    if (r < c->rounds) {
      fe_add(boxed, z[r], c->constants[r]);
      fifth_power(boxed, boxed);
    }
    fe_copy(y[r], boxed);
    if (r < order) {
      fe_dot(z[r + 1], state + 1, c->outputs + r * order, order);
      for (int i = 0; i <= r; i++) fe_copy(terms[i], y[r - i]);
      fe_dot(boxed, terms, c->impulse, r + 1);
      fe_add(z[r + 1], z[r + 1], boxed);
    } else {
      for (int i = 0; i < order; i++) fe_copy(terms[i], z[r - i]);
      for (int i = 0; i <= order; i++) fe_copy(terms[order + i], y[r - i]);
      fe_dot(z[r + 1], terms, c->recurrence, 2 * order + 1);
    }
  }
  fe_copy(state[0], z[c->rounds]);
  for (int i = 0; i < order; i++) fe_dot(state[i + 1], z + c->rounds + 1, c->inverse + i * order, order);
}

INLINE void permute(fe *state, const poseidon_constants *c, int t) {
  full_rounds(state, c->before, c->matrix, t, t);
  partial_rounds(state, c, t);
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
