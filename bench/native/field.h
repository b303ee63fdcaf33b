/* The prime field of Baby Jubjub: four limbs of 64 bits, Montgomery form, values below 2p between operations. */
#pragma once
#include <stdint.h>
#include <string.h>

typedef unsigned __int128 u128;
typedef uint64_t fe[4];

#define INLINE static inline __attribute__((always_inline))

static const uint64_t PRIME[4] = {0x43e1f593f0000001, 0x2833e84879b97091, 0xb85045b68181585d, 0x30644e72e131a029};
static const uint64_t TWICE[4] = {0x87c3eb27e0000002, 0x5067d090f372e122, 0x70a08b6d0302b0ba, 0x60c89ce5c2634053};
#define PRIME_INVERSE 0xc2e1f593efffffff /* -1 / p modulo 2^64 */

INLINE void fe_copy(fe r, const fe a) { memcpy(r, a, sizeof(fe)); }

/* r - m where that is not negative, else r; no branch. */
INLINE void reduce_once(fe r, const uint64_t m[4]) {
  uint64_t d[4], borrow = 0;
  for (int i = 0; i < 4; i++) {
    u128 t = (u128)r[i] - m[i] - borrow;
    d[i] = (uint64_t)t;
    borrow = (uint64_t)(t >> 64) & 1;
  }
  uint64_t keep = -borrow;
  for (int i = 0; i < 4; i++) r[i] = (r[i] & keep) | (d[i] & ~keep);
}

INLINE void fe_add(fe r, const fe a, const fe b) {
  uint64_t carry = 0;
  for (int i = 0; i < 4; i++) {
    u128 t = (u128)a[i] + b[i] + carry;
    r[i] = (uint64_t)t;
    carry = (uint64_t)(t >> 64);
  }
  reduce_once(r, TWICE);
}

INLINE void fe_sub(fe r, const fe a, const fe b) {
  uint64_t borrow = 0, carry = 0;
  for (int i = 0; i < 4; i++) {
    u128 t = (u128)a[i] - b[i] - borrow;
    r[i] = (uint64_t)t;
    borrow = (uint64_t)(t >> 64) & 1;
  }
  for (int i = 0; i < 4; i++) {
    u128 t = (u128)r[i] + (TWICE[i] & -borrow) + carry;
    r[i] = (uint64_t)t;
    carry = (uint64_t)(t >> 64);
  }
}

/* One row of a product and its Montgomery step; the top limb never overflows, since 4p < 2^256. */
INLINE void multiply_row(fe t, const fe a, uint64_t b) {
  u128 p = (u128)a[0] * b + t[0];
  uint64_t low = (uint64_t)p, high = (uint64_t)(p >> 64), m = low * PRIME_INVERSE;
  u128 q = (u128)m * PRIME[0] + low;
  uint64_t carry = (uint64_t)(q >> 64);
  for (int j = 1; j < 4; j++) {
    p = (u128)a[j] * b + t[j] + high;
    high = (uint64_t)(p >> 64);
    q = (u128)m * PRIME[j] + (uint64_t)p + carry;
    t[j - 1] = (uint64_t)q;
    carry = (uint64_t)(q >> 64);
  }
  t[3] = high + carry;
}

INLINE void fe_mul(fe r, const fe a, const fe b) {
  fe t = {0};
  for (int i = 0; i < 4; i++) multiply_row(t, a, b[i]);
  fe_copy(r, t);
}

INLINE void fe_sqr(fe r, const fe a) { fe_mul(r, a, a); }

/* Sum of n products of values below 2p with constants below p, reduced once; n at most 11. */
INLINE void fe_dot(fe r, const fe *a, const fe *b, int n) {
  uint64_t s[8] = {0};
  for (int k = 0; k < n; k++)
    for (int i = 0; i < 4; i++) {
      uint64_t carry = 0;
      for (int j = 0; j < 4; j++) {
        u128 t = (u128)a[k][i] * b[k][j] + s[i + j] + carry;
        s[i + j] = (uint64_t)t;
        carry = (uint64_t)(t >> 64);
      }
      for (int j = i + 4; j < 8; j++) {
        u128 t = (u128)s[j] + carry;
        s[j] = (uint64_t)t;
        carry = (uint64_t)(t >> 64);
      }
    }
  uint64_t over = 0;
  for (int i = 0; i < 4; i++) {
    uint64_t m = s[i] * PRIME_INVERSE, carry = 0;
    for (int j = 0; j < 4; j++) {
      u128 t = (u128)m * PRIME[j] + s[i + j] + carry;
      s[i + j] = (uint64_t)t;
      carry = (uint64_t)(t >> 64);
    }
    u128 t = (u128)s[i + 4] + carry + over;
    s[i + 4] = (uint64_t)t;
    over = (uint64_t)(t >> 64);
  }
  fe_copy(r, s + 4);
  reduce_once(r, TWICE);
  reduce_once(r, TWICE);
}

static const fe ONE_RAW = {1, 0, 0, 0};

/* The canonical value, out of Montgomery form. */
INLINE void fe_to_bytes(uint8_t out[32], const fe a) {
  fe t;
  fe_mul(t, a, ONE_RAW);
  reduce_once(t, PRIME);
  memcpy(out, t, 32);
}
