/* EdDSA of circomlib with Pedersen and Poseidon messages: whole, and with a key prepared once. */
#pragma once
#include "blake512.h"
#include "order.h"
#include "poseidon.h"
#include "tables.h"

enum { MESSAGE = 64 };

typedef struct { uint8_t seed[32], packed[32]; fe scalar; extended key, sum; } signer;
typedef struct { fixed_base table; uint8_t packed[32]; extended sum; point key; } verifier;

static fixed_base base8;

static void expand(signer *s, const uint8_t private_key[32]) {
  uint8_t hash[64];
  blake512(hash, private_key, 32);
  hash[0] &= 0xf8;
  hash[31] = (hash[31] & 0x7f) | 0x40;
  memcpy(s->scalar, hash, 32);
  memcpy(s->seed, hash + 32, 32);
}

/* The public key, of any Z. */
static void multiply_key(extended *key, const signer *s) {
  uint64_t eighth[4];
  for (int i = 0; i < 4; i++) eighth[i] = s->scalar[i] >> 3 | (i < 3 ? s->scalar[i + 1] << 61 : 0);
  *key = IDENTITY;
  add_multiple(key, &base8, eighth, 1);
}

static void public_key(uint8_t out[64], const uint8_t private_key[32]) {
  signer s;
  fe scratch[1];
  expand(&s, private_key);
  multiply_key(&s.key, &s);
  normalize(&s.key, 1, scratch);
  to_bytes(out, &s.key);
}

/* The nonce, and its point of any Z. */
static void make_nonce(fe nonce, extended *r8, const signer *s, const uint8_t *message, int length) {
  uint8_t bytes[32 + MESSAGE], hash[64];
  memcpy(bytes, s->seed, 32);
  memcpy(bytes + 32, message, length);
  blake512(hash, bytes, 32 + length);
  order_reduce(nonce, hash);
  *r8 = IDENTITY;
  add_multiple(r8, &base8, nonce, 1);
}

static void finish(uint8_t out[96], const extended *r8, const fe nonce, const fe scalar, const uint8_t challenge[32]) {
  fe s, h;
  memcpy(h, challenge, 32);
  order_product(s, h, scalar);
  order_add(s, s, nonce);
  to_bytes(out, r8);
  memcpy(out + 64, s, 32);
}

static void sign(uint8_t out[96], const uint8_t private_key[32], const uint8_t message[MESSAGE]) {
  signer s;
  fe nonce, scratch[2];
  extended points[2];
  uint8_t bytes[64 + MESSAGE], challenge[32];
  expand(&s, private_key);
  multiply_key(&points[1], &s);
  make_nonce(nonce, &points[0], &s, message, MESSAGE);
  normalize(points, 2, scratch);
  pack(bytes, &points[0]);
  pack(bytes + 32, &points[1]);
  memcpy(bytes + 64, message, MESSAGE);
  pedersen(challenge, bytes, 64 + MESSAGE);
  finish(out, &points[0], nonce, s.scalar, challenge);
}

static void prepare_signer(signer *s, const uint8_t private_key[32]) {
  fe scratch[1];
  expand(s, private_key);
  multiply_key(&s->key, s);
  normalize(&s->key, 1, scratch);
  pack(s->packed, &s->key);
  s->sum = IDENTITY;
  add_pedersen(&s->sum, 32, s->packed, 32);
}

static void sign_prepared(uint8_t out[96], const signer *s, const uint8_t message[MESSAGE]) {
  fe nonce, scratch[1];
  extended r8, sum = s->sum;
  uint8_t packed[32], challenge[32];
  make_nonce(nonce, &r8, s, message, MESSAGE);
  normalize(&r8, 1, scratch);
  pack(packed, &r8);
  add_pedersen(&sum, 0, packed, 32);
  add_pedersen(&sum, 64, message, MESSAGE);
  finish_pedersen(challenge, &sum);
  finish(out, &r8, nonce, s->scalar, challenge);
}

/* The message is one field element. */
static void sign_poseidon(uint8_t out[96], const uint8_t private_key[32], const fe element) {
  signer s;
  fe nonce, scratch[2], inputs[5];
  extended points[2];
  uint8_t bytes[32], challenge[32];
  expand(&s, private_key);
  multiply_key(&points[1], &s);
  fe_to_bytes(bytes, element);
  make_nonce(nonce, &points[0], &s, bytes, 32);
  normalize(points, 2, scratch);
  for (int i = 0; i < 2; i++) {
    fe_mul(inputs[2 * i], points[i].x, FROM_ISOMORPHIC);
    fe_copy(inputs[2 * i + 1], points[i].y);
  }
  fe_copy(inputs[4], element);
  poseidon6(challenge, inputs);
  finish(out, &points[0], nonce, s.scalar, challenge);
}

/* Whether sum = Z · (x, y). */
static int equals(const extended *sum, const extended *p) {
  fe x, y;
  uint8_t a[64], b[64];
  fe_mul(x, p->x, sum->z);
  fe_mul(y, p->y, sum->z);
  fe_to_bytes(a, x);
  fe_to_bytes(a + 32, y);
  fe_to_bytes(b, sum->x);
  fe_to_bytes(b + 32, sum->y);
  return memcmp(a, b, 64) == 0;
}

static void read_point(point *p, const uint8_t bytes[64]) {
  fe raw;
  memcpy(raw, bytes, 32);
  fe_mul(p->x, raw, SQUARED);
  memcpy(raw, bytes + 32, 32);
  fe_mul(p->y, raw, SQUARED);
}

static int below_order(const uint64_t s[4]) {
  for (int i = 3; i >= 0; i--)
    if (s[i] != ORDER[i]) return s[i] < ORDER[i];
  return 0;
}

/* -hm modulo the order: the key is multiplied by 8 first, so that this is exact for any key. */
static void negative(fe r, const uint8_t challenge[32]) {
  fe one = {1}, h;
  memcpy(h, challenge, 32);
  order_product(h, h, one);
  uint64_t borrow = 0;
  for (int i = 0; i < 4; i++) {
    u128 t = (u128)ORDER[i] - h[i] - borrow;
    r[i] = (uint64_t)t;
    borrow = (uint64_t)(t >> 64) & 1;
  }
  reduce_once(r, ORDER);
}

static void times8(extended *p) {
  fe scratch[1];
  for (int i = 0; i < 3; i++) double_point(p, p, 1);
  normalize(p, 1, scratch);
}

/* Any table of a variable point is made by additions of it, in windows of 5 bits. */
static void multiply_variable(extended *r, const extended *p, const uint64_t scalar[4]) {
  extended multiples[ENTRIES];
  affine table[ENTRIES];
  fe scratch[ENTRIES];
  int8_t digits[WINDOWS];
  multiples[0] = *p;
  to_table(&table[0], p);
  for (int k = 1; k < ENTRIES; k++) add_affine(&multiples[k], &multiples[k - 1], &table[0]);
  normalize(multiples, ENTRIES, scratch);
  for (int k = 0; k < ENTRIES; k++) to_table(&table[k], &multiples[k]);
  recode(digits, scalar);
  *r = IDENTITY;
  for (int w = WINDOWS - 1; w >= 0; w--) {
    for (int i = WINDOW; i > 0 && w < WINDOWS - 1; i--) double_point(r, r, i == 1);
    if (digits[w] == 0) continue;
    affine entry = table[abs(digits[w]) - 1];
    negate_affine(&entry, -(uint64_t)(digits[w] < 0));
    add_affine(r, r, &entry);
  }
}

static int verify(const uint8_t key[64], const uint8_t signature[96], const uint8_t message[MESSAGE]) {
  point a, r;
  extended A, R8, sum;
  fe s, h;
  uint8_t bytes[64 + MESSAGE], challenge[32];
  memcpy(s, signature + 64, 32);
  if (!below_order(s)) return 0;
  read_point(&r, signature);
  read_point(&a, key);
  extend(&R8, &r);
  extend(&A, &a);
  pack(bytes, &R8);
  pack(bytes + 32, &A);
  memcpy(bytes + 64, message, MESSAGE);
  pedersen(challenge, bytes, 64 + MESSAGE);
  negative(h, challenge);
  times8(&A);
  multiply_variable(&sum, &A, h);
  add_multiple(&sum, &base8, s, 0);
  return equals(&sum, &R8);
}

static void prepare_verifier(verifier *v, const uint8_t key[64]) {
  extended A;
  fe inverse;
  point times;
  read_point(&v->key, key);
  extend(&A, &v->key);
  pack(v->packed, &A);
  v->sum = IDENTITY;
  add_pedersen(&v->sum, 32, v->packed, 32);
  times8(&A);
  fe_inv(inverse, TO_ISOMORPHIC);
  fe_mul(times.x, A.x, inverse);
  fe_copy(times.y, A.y);
  prepare(&v->table, &times);
}

static int verify_prepared(const verifier *v, const uint8_t signature[96], const uint8_t message[MESSAGE]) {
  point r;
  extended R8, hashed = v->sum, sum = IDENTITY;
  fe s, h;
  uint8_t packed[32], challenge[32];
  memcpy(s, signature + 64, 32);
  if (!below_order(s)) return 0;
  read_point(&r, signature);
  extend(&R8, &r);
  pack(packed, &R8);
  add_pedersen(&hashed, 0, packed, 32);
  add_pedersen(&hashed, 64, message, MESSAGE);
  finish_pedersen(challenge, &hashed);
  negative(h, challenge);
  add_multiple(&sum, &v->table, h, 0);
  add_multiple(&sum, &base8, s, 0);
  return equals(&sum, &R8);
}
