/* Inversion by 590 division steps of constant time (Bernstein and Yang, "Fast constant-time gcd computation and modular inversion"). */
#pragma once
#include "field.h"

typedef __int128 i128;
typedef struct { int64_t v[5]; } wide; /* limbs of 62 bits, signed */
typedef struct { int64_t u, v, q, r; } matrix;

#define LOW62 ((uint64_t)-1 >> 2)
#define PRIME_INVERSE62 (-PRIME_INVERSE & LOW62)

INLINE wide to_wide(const uint64_t a[4]) {
  wide w = {{(int64_t)(a[0] & LOW62), (int64_t)((a[0] >> 62 | a[1] << 2) & LOW62), (int64_t)((a[1] >> 60 | a[2] << 4) & LOW62),
             (int64_t)((a[2] >> 58 | a[3] << 6) & LOW62), (int64_t)(a[3] >> 56)}};
  return w;
}

/* 59 steps on the lowest bits; the matrix starts at 8, so that it is 2^62 times the transition. */
INLINE int64_t divsteps59(int64_t zeta, uint64_t f, uint64_t g, matrix *m) {
  uint64_t u = 8, v = 0, q = 0, r = 8;
  for (int i = 0; i < 59; i++) {
    uint64_t negative = (uint64_t)(zeta >> 63), odd = -(g & 1);
    g += ((f ^ negative) - negative) & odd;
    q += ((u ^ negative) - negative) & odd;
    r += ((v ^ negative) - negative) & odd;
    negative &= odd;
    zeta = (int64_t)((uint64_t)zeta ^ negative) - 1;
    f += g & negative;
    u += q & negative;
    v += r & negative;
    g >>= 1;
    u <<= 1;
    v <<= 1;
  }
  *m = (matrix){(int64_t)u, (int64_t)v, (int64_t)q, (int64_t)r};
  return zeta;
}

INLINE wide combine(int64_t x, const wide *a, int64_t y, const wide *b, int64_t k, const wide *p) {
  wide out;
  i128 sum = (i128)x * a->v[0] + (i128)y * b->v[0] + (i128)k * p->v[0];
  for (int i = 1; i < 5; i++) {
    sum >>= 62;
    sum += (i128)x * a->v[i] + (i128)y * b->v[i] + (i128)k * p->v[i];
    out.v[i - 1] = (int64_t)((uint64_t)sum & LOW62);
  }
  out.v[4] = (int64_t)(sum >> 62);
  return out;
}

/* The multiple of p that makes x·d + y·e divisible by 2^62, with d and e kept between -2p and p. */
INLINE int64_t adjust(int64_t x, int64_t y, const wide *d, const wide *e) {
  int64_t k = (x & d->v[4] >> 63) + (y & e->v[4] >> 63);
  uint64_t low = (uint64_t)x * (uint64_t)d->v[0] + (uint64_t)y * (uint64_t)e->v[0];
  return k - (int64_t)((PRIME_INVERSE62 * low + (uint64_t)k) & LOW62);
}

/* 1 / a in Montgomery form; 0 for 0. */
static void fe_inv(fe r, const fe a) {
  static const fe R3 = {0x5e94d8e1b4bf0040, 0x2a489cbe1cfbb6b8, 0x893cc664a19fcfed, 0x0cf8594b7fcc657c};
  fe c;
  fe_copy(c, a);
  reduce_once(c, PRIME);
  wide p = to_wide(PRIME), f = p, g = to_wide(c), d = {{0}}, e = {{1}};
  int64_t zeta = -1;
  for (int i = 0; i < 10; i++) {
    matrix m;
    zeta = divsteps59(zeta, (uint64_t)f.v[0] | (uint64_t)f.v[1] << 62, (uint64_t)g.v[0] | (uint64_t)g.v[1] << 62, &m);
    wide d2 = combine(m.u, &d, m.v, &e, adjust(m.u, m.v, &d, &e), &p);
    e = combine(m.q, &d, m.r, &e, adjust(m.q, m.r, &d, &e), &p);
    d = d2;
    wide f2 = combine(m.u, &f, m.v, &g, 0, &p);
    g = combine(m.q, &f, m.r, &g, 0, &p);
    f = f2;
  }
  /* f is 1 or -1 and d its sign times the inverse: into 0 to p. */
  int64_t sign = f.v[4] >> 63, below = d.v[4] >> 63, carry = 0;
  for (int i = 0; i < 5; i++) d.v[i] += p.v[i] & below;
  for (int i = 0; i < 5; i++) d.v[i] = (d.v[i] ^ sign) - sign;
  for (int i = 0; i < 4; i++) {
    carry += d.v[i];
    d.v[i] = (int64_t)((uint64_t)carry & LOW62);
    carry >>= 62;
  }
  d.v[4] += carry;
  below = d.v[4] >> 63;
  carry = 0;
  for (int i = 0; i < 5; i++) {
    carry += d.v[i] + (p.v[i] & below);
    d.v[i] = i < 4 ? (int64_t)((uint64_t)carry & LOW62) : carry;
    carry >>= 62;
  }
  const int64_t *w = d.v;
  fe t = {(uint64_t)w[0] | (uint64_t)w[1] << 62, (uint64_t)w[1] >> 2 | (uint64_t)w[2] << 60, (uint64_t)w[2] >> 4 | (uint64_t)w[3] << 58,
          (uint64_t)w[3] >> 6 | (uint64_t)w[4] << 56};
  fe_mul(r, t, R3);
}
