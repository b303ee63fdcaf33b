/* Baby Jubjub as -x² + y² = 1 + d·x²·y², by x → x·√-168700: complete formulas of Hisil, Wong, Carter and Dawson (2008). */
#pragma once
#include "constants.h"
#include "inverse.h"

typedef struct { fe x, y, z, t; } extended;
typedef struct { fe minus, plus, product; } affine; /* y - x, y + x, 2·d·x·y */

static const extended IDENTITY = {{0}, ONE_LIMBS, ONE_LIMBS, {0}};

/* From E, F, G, H; T is left out where no addition follows. */
INLINE void complete(extended *r, const fe e, const fe f, const fe g, const fe h, int wanted) {
  fe_mul(r->x, e, f);
  fe_mul(r->y, g, h);
  fe_mul(r->z, f, g);
  if (wanted) fe_mul(r->t, e, h);
}

INLINE void add_affine(extended *r, const extended *p, const affine *q) {
  fe a, b, c, d, e, f, g, h;
  fe_sub(a, p->y, p->x);
  fe_mul(a, a, q->minus);
  fe_add(b, p->y, p->x);
  fe_mul(b, b, q->plus);
  fe_mul(c, p->t, q->product);
  fe_add(d, p->z, p->z);
  fe_sub(e, b, a);
  fe_sub(f, d, c);
  fe_add(g, d, c);
  fe_add(h, b, a);
  complete(r, e, f, g, h, 1);
}

INLINE void double_point(extended *r, const extended *p, int wanted) {
  fe a, b, c, e, f, g, h;
  fe_sqr(a, p->x);
  fe_sqr(b, p->y);
  fe_sqr(c, p->z);
  fe_add(c, c, c);
  fe_add(h, a, b);
  fe_add(e, p->x, p->y);
  fe_sqr(e, e);
  fe_sub(e, h, e);
  fe_sub(g, a, b);
  fe_add(f, c, g);
  complete(r, e, f, g, h, wanted);
}

/* Negates where the mask is all ones. */
INLINE void negate_affine(affine *q, uint64_t mask) {
  fe zero = {0}, minus;
  fe_sub(minus, zero, q->product);
  for (int i = 0; i < 4; i++) {
    uint64_t swap = (q->minus[i] ^ q->plus[i]) & mask;
    q->minus[i] ^= swap;
    q->plus[i] ^= swap;
    q->product[i] ^= (q->product[i] ^ minus[i]) & mask;
  }
}

/* For points of Z = 1. */
static void to_table(affine *r, const extended *p) {
  fe_sub(r->minus, p->y, p->x);
  fe_add(r->plus, p->y, p->x);
  fe_mul(r->product, p->t, TWICE_D);
}

static void extend(extended *r, const point *p) {
  fe_mul(r->x, p->x, TO_ISOMORPHIC);
  fe_copy(r->y, p->y);
  fe_copy(r->z, ONE);
  fe_mul(r->t, r->x, r->y);
}

/* Brings n points to Z = 1 with one inversion. */
static void normalize(extended *points, int n, fe *scratch) {
  fe product, inverse;
  fe_copy(product, ONE);
  for (int i = 0; i < n; i++) {
    fe_copy(scratch[i], product);
    fe_mul(product, product, points[i].z);
  }
  fe_inv(inverse, product);
  for (int i = n - 1; i >= 0; i--) {
    extended *p = &points[i];
    fe own;
    fe_mul(own, inverse, scratch[i]);
    fe_mul(inverse, inverse, p->z);
    fe_mul(p->x, p->x, own);
    fe_mul(p->y, p->y, own);
    fe_copy(p->z, ONE);
    fe_mul(p->t, p->x, p->y);
  }
}

/* Of a point of Z = 1: y, and the top bit for an x above half the prime. */
static void pack(uint8_t out[32], const extended *p) {
  fe x;
  uint8_t bytes[32];
  fe_mul(x, p->x, FROM_ISOMORPHIC);
  fe_add(x, x, x);
  /* 2x modulo p is odd exactly where x is above half. */
  fe_to_bytes(bytes, x);
  fe_to_bytes(out, p->y);
  out[31] |= (uint8_t)(bytes[0] << 7);
}

static void to_bytes(uint8_t out[64], const extended *p) {
  fe x;
  fe_mul(x, p->x, FROM_ISOMORPHIC);
  fe_to_bytes(out, x);
  fe_to_bytes(out + 32, p->y);
}
